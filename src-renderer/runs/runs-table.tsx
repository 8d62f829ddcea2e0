import { seriesColor } from '#renderer/ui/class-color.ts';
import { formatAgo, formatDuration, formatMetric, formatShort } from '#renderer/ui/format.ts';
import { IntervalBar } from '#renderer/ui/interval-bar.tsx';
import { RunStateText } from '#renderer/ui/run-state.tsx';
import type { DatasetSummary } from '#shared/contract/requests/datasets.ts';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import styles from './runs-table.module.css';
import { differingSettings, settingsOf } from './settings.ts';
import { validationAccuracy } from './validation-accuracy.ts';

interface RunsTableProps {
  runs: readonly RunSummary[];
  datasets: readonly DatasetSummary[];
  selected: readonly string[];
  onToggle: (run: string) => void;
  onOnly: (run: string) => void;
  onOpen: (run: RunSummary) => void;
}

/** One row a run; only those settings have a column in which runs differ. */
export function RunsTable({ runs, datasets, selected, onToggle, onOnly, onOpen }: RunsTableProps) {
  const columns = differingSettings(runs);
  return (
    <div className={`card ${styles.scroll}`}>
      <table className="table hover" aria-label="Runs">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Selected</span>
            </th>
            <th scope="col" className="num">
              Run
            </th>
            <th scope="col">State</th>
            <th scope="col" colSpan={2}>
              Validation accuracy, 95 % interval
            </th>
            {columns.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <th scope="col" className="num">
              Parameters
            </th>
            <th scope="col" className="num">
              Time
            </th>
            <th scope="col" className="num">
              When
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => {
            const position = selected.indexOf(run.id);
            const settings = settingsOf(run);
            return (
              <tr
                key={run.id}
                aria-selected={position >= 0}
                onClick={(event) => (event.ctrlKey || event.metaKey || event.shiftKey ? onToggle : onOnly)(run.id)}
                onDoubleClick={() => onOpen(run)}
              >
                <td>
                  <span className="row g6">
                    <input
                      type="checkbox"
                      className="check"
                      aria-label={`Select run ${run.number}`}
                      checked={position >= 0}
                      onClick={(event) => event.stopPropagation()}
                      onChange={() => onToggle(run.id)}
                    />
                    <span
                      className={styles.swatch}
                      style={{ background: position >= 0 ? seriesColor(position) : 'transparent' }}
                    />
                  </span>
                </td>
                <td className="num">
                  <button
                    type="button"
                    className={styles.number}
                    data-tip={`Open run ${run.number}`}
                    onClick={(event) => {
                      event.stopPropagation();
                      onOpen(run);
                    }}
                  >
                    {run.number}
                  </button>
                </td>
                <td>
                  <RunStateText state={run.state} />
                </td>
                <AccuracyCells
                  run={run}
                  datasets={datasets}
                  color={position >= 0 ? seriesColor(position) : undefined}
                />
                {columns.map(({ name, usual }) => {
                  const value = settings.get(name) ?? '–';
                  return (
                    <td key={name} className={value === usual ? 't3' : 'medium'}>
                      {value}
                    </td>
                  );
                })}
                <td className="num">{run.parameters === null ? '–' : formatShort(run.parameters)}</td>
                <td className="num">{run.seconds > 0 ? formatDuration(run.seconds) : '–'}</td>
                <td className="num t3">{formatAgo(run.createdAt)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function AccuracyCells({
  run,
  datasets,
  color,
}: {
  run: RunSummary;
  datasets: readonly DatasetSummary[];
  color: string | undefined;
}) {
  const accuracy = validationAccuracy(run, datasets);
  if (!accuracy) {
    return (
      <td colSpan={2} className={`t3 ellipsis ${styles.why}`} title={run.error?.message}>
        – {run.error?.message}
      </td>
    );
  }
  const { share, samples, interval } = accuracy;
  return (
    <>
      <td className="num">
        <b>{formatMetric(share)}</b>
      </td>
      <td className={styles.interval}>
        {interval ? (
          <IntervalBar
            value={share}
            low={interval.low}
            high={interval.high}
            color={color ?? 'var(--n-8)'}
            label={`${formatMetric(share)} on ${samples} validation pictures, 95 % interval ${interval.low.toFixed(2)} to ${interval.high.toFixed(2)}`}
          />
        ) : (
          <span className="t3 small">its pictures have changed</span>
        )}
      </td>
    </>
  );
}
