import { useQuery } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Equal, type LucideIcon, Scale } from 'lucide-react';
import { runQuery } from '#renderer/client/run-queries.ts';
import { Card } from '#renderer/ui/card.tsx';
import { seriesColor } from '#renderer/ui/class-color.ts';
import { formatInteger } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import type { DatasetSummary } from '#shared/contract/requests/datasets.ts';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import styles from './compare-card.module.css';
import { type Difference, graphDifferences } from './graph-differences.ts';
import { settingsOf } from './settings.ts';
import { validationAccuracy } from './validation-accuracy.ts';
import { type Verdict, verdictOf } from './verdict.ts';

interface CompareCardProps {
  left: RunSummary;
  right: RunSummary;
  datasets: readonly DatasetSummary[];
}

const SENTENCE: Record<Verdict['kind'], (left: number, right: number) => [title: string, text: string]> = {
  better: (left, right) => [`Run ${left} is better`, `It is ahead of run ${right} by more than chance explains.`],
  worse: (left, right) => [`Run ${left} is worse`, `Run ${right} is ahead by more than chance explains.`],
  'no-difference': () => ['No difference', 'Whatever there is, is less than two points.'],
  'not-shown': (left, right) => [
    'Not supported by this data',
    `Run ${left} may be better, equal or worse than run ${right}.`,
  ],
};

const ICON: Record<Verdict['kind'], { icon: LucideIcon; text: string }> = {
  better: { icon: ArrowUp, text: 'ok-text' },
  worse: { icon: ArrowDown, text: 'bad-text' },
  'no-difference': { icon: Equal, text: 't3' },
  'not-shown': { icon: Scale, text: 't3' },
};

/** Whether two runs differ in what they can do, and in what they were. */
export function CompareCard({ left, right, datasets }: CompareCardProps) {
  const leftGraph = useQuery(runQuery(left.id)).data?.graph;
  const rightGraph = useQuery(runQuery(right.id)).data?.graph;
  const a = settingsOf(left);
  const b = settingsOf(right);
  const names = [...new Set([...a.keys(), ...b.keys()])];
  const settings: Difference[] = names
    .map((what) => ({ what, left: a.get(what) ?? '–', right: b.get(what) ?? '–' }))
    .filter((row) => row.left !== row.right);
  const layers = leftGraph && rightGraph ? graphDifferences(leftGraph, rightGraph) : [];
  const differences = [...settings, ...layers];
  return (
    <Card title={`Run ${left.number} against run ${right.number}`} className={styles.card ?? ''}>
      <div className={styles.body}>
        <VerdictBox left={left} right={right} datasets={datasets} />
        {differences.length === 0 ? (
          <p className="t2">Settings and network are the same: what differs between them is chance.</p>
        ) : (
          <table className="table" aria-label="What differs">
            <thead>
              <tr>
                <th scope="col">Only what differs</th>
                <th scope="col" className="num">
                  <span className={styles.swatch} style={{ background: seriesColor(0) }} /> {left.number}
                </th>
                <th scope="col" className="num">
                  <span className={styles.swatch} style={{ background: seriesColor(1) }} /> {right.number}
                </th>
              </tr>
            </thead>
            <tbody>
              {differences.map((row) => (
                <tr key={row.what}>
                  <td>{row.what}</td>
                  <td className="num">{row.left}</td>
                  <td className="num">{row.right}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <p className="t3">{names.length - settings.length} more settings are equal.</p>
      </div>
    </Card>
  );
}

function VerdictBox({ left, right, datasets }: CompareCardProps) {
  const a = validationAccuracy(left, datasets);
  const b = validationAccuracy(right, datasets);
  if (left.dataset.version !== right.dataset.version) {
    return (
      <p className={styles.verdict}>They were judged on different pictures, so their accuracies can't be compared.</p>
    );
  }
  if (!a || !b || a.samples === null || b.samples === null) {
    return <p className={styles.verdict}>One of them has no validation accuracy, so there is nothing to compare.</p>;
  }
  const verdict = verdictOf({ share: a.share, samples: a.samples }, { share: b.share, samples: b.samples });
  if (!verdict) return null;
  const [title, text] = SENTENCE[verdict.kind](left.number, right.number);
  const { icon, text: tone } = ICON[verdict.kind];
  const points = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value * 100).toFixed(1)}`;
  const reach = Math.max(Math.abs(verdict.interval.low), Math.abs(verdict.interval.high)) * 1.15;
  const at = (value: number) => `${((value + reach) / (2 * reach)) * 100}%`;
  return (
    <section className={styles.verdict} aria-label="Verdict">
      <div className={styles.sentence}>
        <Icon icon={icon} size={18} className={tone} />
        <div>
          <p className={styles.title}>{title}</p>
          <p className="t2">{text}</p>
        </div>
      </div>
      <div
        className={styles.scale}
        role="img"
        aria-label={`Difference ${points(verdict.difference)} points, 95 % interval ${points(verdict.interval.low)} to ${points(verdict.interval.high)}`}
      >
        <span className={styles.zero} />
        <span
          className={styles.range}
          style={{ left: at(verdict.interval.low), right: `calc(100% - ${at(verdict.interval.high)})` }}
        />
        <span className={styles.dot} style={{ left: at(verdict.difference) }} />
        <b style={{ left: at(verdict.difference), top: 0 }}>{points(verdict.difference)} points</b>
        <span style={{ left: at(verdict.interval.low), top: 28 }}>{points(verdict.interval.low)}</span>
        <span style={{ left: at(verdict.interval.high), top: 28 }}>{points(verdict.interval.high)}</span>
      </div>
      <div className="row t3 small">
        <span>{right.number} better</span>
        <span className="grow" style={{ textAlign: 'center' }}>
          {a.samples} validation pictures, 95 % interval (Newcombe), best epoch of each
        </span>
        <span>{left.number} better</span>
      </div>
      {verdict.needed !== null && (
        <p className="t2">Needs about {formatInteger(verdict.needed)} validation pictures to tell.</p>
      )}
    </section>
  );
}
