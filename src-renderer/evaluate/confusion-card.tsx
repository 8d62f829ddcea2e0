import { useState } from 'react';
import { Card } from '#renderer/ui/card.tsx';
import { useCommands } from '#renderer/ui/commands.ts';
import { formatInteger, formatMetric, plural } from '#renderer/ui/format.ts';
import { Segmented } from '#renderer/ui/segmented.tsx';
import type { Evaluation } from '#shared/contract/requests/results.ts';
import { type Cell, type ConfusionCell, mistakes, shade } from './confusion.ts';
import styles from './confusion-card.module.css';

interface ConfusionCardProps {
  rows: readonly (readonly ConfusionCell[])[];
  evaluation: Evaluation;
  cell: Cell | null;
  onCell: (cell: Cell) => void;
}

type Mode = 'count' | 'rate';

const percent = (rate: number | null) => (rate === null ? '–' : `${Math.round(rate * 100)} %`);

/** What is taken for what: rows are the truth, columns the answer, and every cell opens its pictures. */
export function ConfusionCard({ rows, evaluation, cell, onCell }: ConfusionCardProps) {
  const [mode, setMode] = useState<Mode>('count');
  const { labels } = evaluation.confusion;
  const wrong = mistakes(rows);
  const step = (by: number) => {
    const at = wrong.findIndex(({ truth, predicted }) => truth === cell?.truth && predicted === cell.predicted);
    const next = wrong[(at + by + wrong.length) % wrong.length];
    if (next) onCell({ truth: next.truth, predicted: next.predicted });
  };
  useCommands([
    { id: 'evaluate-next', title: 'Next error', group: 'Evaluate', keys: 'J', run: () => step(1) },
    { id: 'evaluate-previous', title: 'Previous error', group: 'Evaluate', keys: 'K', run: () => step(-1) },
  ]);
  const isSmall = labels.length > 6;
  return (
    <Card
      title="Confusion"
      note="rows are the truth"
      actions={
        <Segmented
          dense
          label="Cells show"
          value={mode}
          onChange={setMode}
          options={[
            { value: 'count', label: 'Count' },
            { value: 'rate', label: 'Rate' },
          ]}
        />
      }
    >
      <div className={styles.scroll}>
        <table className={isSmall ? `${styles.matrix} ${styles.small}` : styles.matrix} aria-label="Confusion matrix">
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">Truth</span>
              </th>
              {labels.map((label) => (
                <th key={label} scope="col" title={label}>
                  <span className="ellipsis">{label}</span>
                </th>
              ))}
              <th scope="col">Recall</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={labels[index]}>
                <th scope="row" title={labels[index]}>
                  <span className="ellipsis">{labels[index]}</span>
                </th>
                {row.map((one) => (
                  <td key={one.predicted}>
                    <MatrixCell
                      cell={one}
                      mode={mode}
                      isSmall={isSmall}
                      isOpen={cell?.truth === one.truth && cell.predicted === one.predicted}
                      onOpen={() => onCell({ truth: one.truth, predicted: one.predicted })}
                    />
                  </td>
                ))}
                <td className={styles.margin}>
                  {formatMetric(evaluation.perClass[index]?.recall)}
                  <span>of {formatInteger(evaluation.perClass[index]?.support ?? 0)}</span>
                </td>
              </tr>
            ))}
            <tr>
              <th scope="row">Precision</th>
              {evaluation.perClass.map(({ label, precision, predicted }) => (
                <td key={label} className={styles.margin}>
                  {formatMetric(precision)}
                  <span>of {formatInteger(predicted)}</span>
                </td>
              ))}
              <td className={styles.margin}>
                <b>{formatInteger(rows.reduce((sum, row, index) => sum + (row[index]?.count ?? 0), 0))}</b>
                <span>of {formatInteger(evaluation.samples)}</span>
              </td>
            </tr>
          </tbody>
        </table>
      </div>
      {wrong.length === 0 && (
        <p className={`ok-text ${styles.none}`}>No mistake on these {evaluation.samples} pictures.</p>
      )}
    </Card>
  );
}

interface MatrixCellProps {
  cell: ConfusionCell;
  mode: Mode;
  isSmall: boolean;
  isOpen: boolean;
  onOpen: () => void;
}

function MatrixCell({ cell, mode, isSmall, isOpen, onOpen }: MatrixCellProps) {
  const { truth, predicted, count, rate, tone } = cell;
  const name =
    truth === predicted
      ? `${truth} recognised, ${plural(count, 'picture')}`
      : `${truth} taken for ${predicted}, ${plural(count, 'picture')}`;
  const level = shade(rate);
  const background = tone === 'right' ? `var(--q-${level})` : tone === 'error' ? 'var(--bad-soft)' : 'var(--q-0)';
  const main = mode === 'count' ? formatInteger(count) : percent(rate);
  const other = mode === 'count' ? percent(rate) : formatInteger(count);
  return (
    <button
      type="button"
      className={styles.cell}
      style={{ background }}
      data-tone={tone}
      aria-pressed={isOpen}
      aria-label={`${name}, ${percent(rate)}`}
      data-tip={name}
      onClick={onOpen}
    >
      <b>{main}</b>
      {!isSmall && <span>{other}</span>}
    </button>
  );
}
