import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { seriesColor } from '#renderer/ui/class-color.ts';
import { formatAgo, formatDuration, formatMetric, formatShort } from '#renderer/ui/format.ts';
import { IntervalBar } from '#renderer/ui/interval-bar.tsx';
import { capital } from '#renderer/ui/judged-words.ts';
import { RunMenu } from '#renderer/ui/run-menu.tsx';
import { RunStateText } from '#renderer/ui/run-state.tsx';
import { SortHeader } from '#renderer/ui/sort-header.tsx';
import type { DatasetSummary } from '#shared/contract/requests/datasets.ts';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import { judgedBy } from '#shared/training/judged-by.ts';
import { metricWords } from '#shared/training/metric-words.ts';
import { betterWhen } from '#shared/training/monitored.ts';
import type { SortKey, SortOrder } from './order-runs.ts';
import styles from './runs-table.module.css';
import { type SettingColumn, settingsOf } from './settings.ts';
import { validationAccuracy } from './validation-accuracy.ts';

interface RunsTableProps {
  /** In the order shown. */
  runs: readonly RunSummary[];
  /** Settings in which the runs of the project differ. */
  columns: readonly SettingColumn[];
  datasets: readonly DatasetSummary[];
  selected: readonly string[];
  order: SortOrder;
  onOrder: (order: SortOrder) => void;
  onToggle: (run: string) => void;
  onOnly: (run: string) => void;
  onOpen: (run: RunSummary) => void;
  /** The same training was queued as this new run. */
  onAgain: (run: RunSummary) => void;
}

const ROW_HEIGHT = 29;

/** One row a run, of which only the visible ones exist; only those settings have a column in which runs differ. */
export function RunsTable(props: RunsTableProps) {
  const { runs, columns, order, onOrder } = props;
  const host = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: runs.length,
    getScrollElement: () => host.current,
    estimateSize: () => ROW_HEIGHT,
    // Known once the row was laid out: to ask before would lay the page out in the middle of drawing it.
    measureElement: (_row, entry) => Math.round(entry?.borderBoxSize?.[0]?.blockSize ?? ROW_HEIGHT),
    getItemKey: (index) => runs[index]?.id ?? index,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const metrics = judgingMetrics(runs);
  const hasNames = runs.some(({ name }) => name !== null);
  const width = 9 + columns.length + (hasNames ? 1 : 0);
  const head = (title: SortKey, more: { numeric?: boolean; colSpan?: number; words?: string } = {}) => (
    <SortHeader
      key={title}
      title={more.words ?? title}
      {...(more.numeric ? { numeric: true } : {})}
      {...(more.colSpan ? { colSpan: more.colSpan } : {})}
      sorted={order.key === title ? (order.descending ? 'descending' : 'ascending') : null}
      onSort={() => onOrder({ key: title, descending: order.key === title ? !order.descending : true })}
    />
  );
  return (
    <div ref={host} className={`card ${styles.scroll}`}>
      <table className="table hover" aria-label="Runs" aria-rowcount={runs.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">
              <span className="visually-hidden">Selected</span>
            </th>
            {head('Run', { numeric: true })}
            {hasNames && <th scope="col">Name</th>}
            {head('State')}
            {head('Best', { colSpan: 2, words: judgedTitle(metrics) })}
            {columns.map(({ name }) => head(name))}
            {head('Parameters', { numeric: true })}
            {head('Time', { numeric: true })}
            {head('When', { numeric: true })}
            <th scope="col">
              <span className="visually-hidden">More</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {above > 0 && <Spacer height={above} width={width} />}
          {items.map(({ index, key }) => {
            const run = runs[index];
            return (
              run && (
                <RunRow
                  key={key}
                  {...props}
                  run={run}
                  index={index}
                  hasNames={hasNames}
                  isMixed={metrics.length > 1}
                  measure={virtual.measureElement}
                />
              )
            );
          })}
          {below > 0 && <Spacer height={below} width={width} />}
        </tbody>
      </table>
    </div>
  );
}

/** What they are judged by, each metric once. */
const judgingMetrics = (runs: readonly RunSummary[]) => [...new Set(runs.flatMap((run) => judgedBy(run)?.name ?? []))];

/** By what they are judged where that is one thing. */
function judgedTitle(metrics: readonly string[]): string {
  const [only = 'val_accuracy', ...others] = metrics;
  if (others.length > 0) return 'Best by its own metric';
  const words = capital(metricWords(only));
  if (only === 'val_accuracy') return `${words}, 95 % interval`;
  return `${words}, ${betterWhen(only)} is better`;
}

/** Stands for the rows that are out of sight. */
function Spacer({ height, width }: { height: number; width: number }) {
  return (
    <tr className={styles.spacer}>
      <td colSpan={width} style={{ height }} />
    </tr>
  );
}

interface RunRowProps extends RunsTableProps {
  run: RunSummary;
  index: number;
  hasNames: boolean;
  /** The runs of the table are judged by different metrics. */
  isMixed: boolean;
  measure: (row: HTMLTableRowElement | null) => void;
}

function RunRow(props: RunRowProps) {
  const { run, index, hasNames, isMixed, measure, columns, datasets, selected } = props;
  const { onToggle, onOnly, onOpen, onAgain } = props;
  const position = selected.indexOf(run.id);
  const settings = settingsOf(run);
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
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
      {hasNames && <td className={`ellipsis ${styles.name}`}>{run.name ?? <span className="t3">–</span>}</td>}
      <td>
        <RunStateText state={run.state} />
      </td>
      <BestCells
        run={run}
        datasets={datasets}
        color={position >= 0 ? seriesColor(position) : undefined}
        isMixed={isMixed}
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
      <td>
        <RunMenu run={run} onAgain={onAgain} />
      </td>
    </tr>
  );
}

/** The value that the run is judged by; an accuracy with how sure it is. */
function BestCells({
  run,
  datasets,
  color,
  isMixed,
}: {
  run: RunSummary;
  datasets: readonly DatasetSummary[];
  color: string | undefined;
  isMixed: boolean;
}) {
  const judged = judgedBy(run);
  const accuracy = judged?.name === 'val_accuracy' ? validationAccuracy(run, datasets) : null;
  if (judged && !accuracy) {
    return (
      <>
        <td className="num">
          <b>{formatMetric(judged.value)}</b>
        </td>
        <td className={`t3 small ellipsis ${styles.interval}`} title={`${judged.better} is better`}>
          {isMixed && metricWords(judged.name)}
        </td>
      </>
    );
  }
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
