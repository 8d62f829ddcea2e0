import { formatInteger } from '#renderer/ui/format.ts';
import type { RunComparison } from '#shared/contract/requests/results.ts';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import styles from './compare-card.module.css';
import { pairedVerdict } from './verdict.ts';
import { VerdictBox } from './verdict-box.tsx';

interface PairedVerdictProps {
  left: RunSummary;
  right: RunSummary;
  comparison: RunComparison;
}

/** Judged on the same test pictures. */
export function PairedVerdict({ left, right, comparison }: PairedVerdictProps) {
  const { samples, bothRight, onlyA, onlyB, bothWrong, p } = comparison;
  const counts = [
    ['Both right', bothRight],
    [`Only run ${left.number} right`, onlyA],
    [`Only run ${right.number} right`, onlyB],
    ['Both wrong', bothWrong],
  ] as const;
  return (
    <VerdictBox
      left={left}
      right={right}
      verdict={pairedVerdict(comparison)}
      pictures="test pictures"
      footing={`The same ${formatInteger(samples)} test pictures, 95 % interval (Newcombe, paired), p ${pValue(p)} (McNemar)`}
    >
      <dl className={styles.counts}>
        {counts.map(([what, count]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{formatInteger(count)}</dd>
          </div>
        ))}
      </dl>
    </VerdictBox>
  );
}

const pValue = (p: number) => (p < 0.001 ? 'below 0.001' : p.toFixed(p < 0.1 ? 3 : 2));
