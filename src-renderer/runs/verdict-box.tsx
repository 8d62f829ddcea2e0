import { ArrowDown, ArrowUp, Equal, type LucideIcon, Scale } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatInteger } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import styles from './compare-card.module.css';
import type { Verdict } from './verdict.ts';

interface VerdictBoxProps {
  left: RunSummary;
  right: RunSummary;
  verdict: Verdict;
  /** What more are needed of. */
  pictures: string;
  /** What the verdict stands on. */
  footing: string;
  children?: ReactNode;
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

/** A verdict in words, and the difference with its interval on a scale around none. */
export function VerdictBox({ left, right, verdict, pictures, footing, children }: VerdictBoxProps) {
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
          {footing}
        </span>
        <span>{left.number} better</span>
      </div>
      {verdict.needed !== null && (
        <p className="t2">
          Needs about {formatInteger(verdict.needed)} {pictures} to tell.
        </p>
      )}
      {children}
    </section>
  );
}
