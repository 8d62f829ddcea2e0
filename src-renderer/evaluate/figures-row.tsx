import { formatMetric } from '#renderer/ui/format.ts';
import { IntervalBar } from '#renderer/ui/interval-bar.tsx';
import type { Evaluation } from '#shared/contract/requests/results.ts';
import { figuresOf } from './figures.ts';
import styles from './figures-row.module.css';

const MOST_ABREAST = 5;

export function FiguresRow({ evaluation }: { evaluation: Evaluation }) {
  const figures = figuresOf(evaluation);
  return (
    <dl
      className={`card ${styles.figures}`}
      style={{ gridTemplateColumns: `repeat(${Math.min(figures.length, MOST_ABREAST)}, minmax(0, 1fr))` }}
    >
      {figures.map(({ title, value, interval, note, scale }) => (
        <div key={title} className={styles.figure}>
          <dt>{title}</dt>
          <dd>
            <span className={styles.value}>{value === null ? <span className="t3">–</span> : formatMetric(value)}</span>
            <span className="t2 small">
              {interval ? `${interval.low.toFixed(3)} to ${interval.high.toFixed(3)}, ${note}` : note}
            </span>
            {value !== null && scale && (
              <IntervalBar
                value={value}
                low={interval?.low ?? value}
                high={interval?.high ?? value}
                from={scale[0]}
                to={scale[1]}
                label={
                  interval
                    ? `${title} ${formatMetric(value)}, 95 % interval ${interval.low.toFixed(3)} to ${interval.high.toFixed(3)}`
                    : `${title} ${formatMetric(value)}`
                }
              />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
