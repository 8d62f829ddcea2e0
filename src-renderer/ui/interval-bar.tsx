import styles from './interval-bar.module.css';

interface IntervalBarProps {
  value: number;
  low: number;
  high: number;
  /** The ends of the scale. */
  from?: number;
  to?: number;
  color?: string;
  /** A dark tick: the value it is compared with. */
  tick?: number | undefined;
  label: string;
}

/** Where a value lies and how sure that is: a dot on its 95 % interval. */
export function IntervalBar({ value, low, high, from = 0, to = 1, color, tick, label }: IntervalBarProps) {
  const at = (number: number) => `${Math.min(100, Math.max(0, ((number - from) / (to - from || 1)) * 100))}%`;
  const width = `${(Math.max(0, Math.min(high, to) - Math.max(low, from)) / (to - from || 1)) * 100}%`;
  const fill = { background: color ?? 'var(--accent)' };
  return (
    <span className={styles.bar} role="img" aria-label={label} data-tip={label}>
      <span className={styles.range} style={{ ...fill, left: at(low), width }} />
      {tick !== undefined && <span className={styles.tick} style={{ left: at(tick) }} />}
      <span className={styles.dot} style={{ ...fill, left: at(value) }} />
    </span>
  );
}
