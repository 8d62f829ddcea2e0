import { seriesColor } from '#renderer/ui/class-color.ts';
import { formatInteger } from '#renderer/ui/format.ts';
import type { DatasetDetail } from '#shared/contract/requests/datasets.ts';
import styles from './class-balance.module.css';
import { countIn } from './filter.ts';

const OPACITY = { train: 1, validation: 0.6, test: 0.35 } as const;
const SPLITS = ['train', 'validation', 'test'] as const;

/** A bar for each class: training solid, validation and test paler. */
export function ClassBalance({ classCounts }: Pick<DatasetDetail, 'classCounts'>) {
  const largest = Math.max(1, ...classCounts.map((row) => countIn(row, null)));
  return (
    <>
      <ul className={styles.rows}>
        {classCounts.map((row, position) => (
          <li
            key={row.label}
            data-tip={`${row.label}: ${row.train} training, ${row.validation} validation, ${row.test} test`}
          >
            <span className="ellipsis">{row.label}</span>
            <span className={styles.track}>
              {SPLITS.map((split) => (
                <i
                  key={split}
                  style={{
                    width: `${(row[split] / largest) * 100}%`,
                    background: seriesColor(position),
                    opacity: OPACITY[split],
                  }}
                />
              ))}
            </span>
            <span className="num">{formatInteger(countIn(row, null))}</span>
            <span className="visually-hidden">
              {row.train} training, {row.validation} validation, {row.test} test
            </span>
          </li>
        ))}
      </ul>
      <p className="t3 small">From left to right: training, validation, test.</p>
    </>
  );
}
