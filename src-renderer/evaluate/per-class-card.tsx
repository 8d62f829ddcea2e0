import { Card } from '#renderer/ui/card.tsx';
import { formatInteger, formatMetric } from '#renderer/ui/format.ts';
import { IntervalBar } from '#renderer/ui/interval-bar.tsx';
import type { Evaluation } from '#shared/contract/requests/results.ts';
import { wilsonInterval } from '#shared/statistics/wilson-interval.ts';
import styles from './per-class-card.module.css';

/** Each class by itself, the one recognised worst first. */
export function PerClassCard({ evaluation }: { evaluation: Evaluation }) {
  const rows = [...evaluation.perClass].sort((a, b) => (a.f1 ?? -1) - (b.f1 ?? -1));
  return (
    <Card title="Classes" note="worst first">
      <div className={styles.scroll}>
        <table className="table" aria-label="Figures by class">
          <thead>
            <tr>
              <th scope="col">Class</th>
              <th scope="col" className="num">
                Pictures
              </th>
              <th scope="col">Recall, 95 % interval</th>
              <th scope="col" className="num">
                Recall
              </th>
              <th scope="col" className="num">
                Precision
              </th>
              <th scope="col" className="num">
                F1
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, support, recall, precision, f1 }) => {
              const interval = recall === null ? null : wilsonInterval(recall, support);
              return (
                <tr key={label}>
                  <th scope="row" className={styles.label}>
                    {label}
                  </th>
                  <td className="num">{formatInteger(support)}</td>
                  <td className={styles.interval}>
                    {recall !== null && interval && (
                      <IntervalBar
                        value={recall}
                        low={interval.low}
                        high={interval.high}
                        label={`Recall ${formatMetric(recall)} on ${support} pictures, 95 % interval ${interval.low.toFixed(2)} to ${interval.high.toFixed(2)}`}
                      />
                    )}
                  </td>
                  <Value value={recall} why="no picture of this class is in this split" />
                  <Value value={precision} why="nothing was taken for this class" />
                  <Value value={f1} why="neither pictures nor answers of this class" />
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function Value({ value, why }: { value: number | null; why: string }) {
  return (
    <td className="num" data-tip={value === null ? why : undefined}>
      {formatMetric(value)}
    </td>
  );
}
