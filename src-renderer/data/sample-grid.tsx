import { useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useThumbnails } from '#renderer/client/thumbnails.ts';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { seriesColor } from '#renderer/ui/class-color.ts';
import { ErrorStrip } from '#renderer/ui/error-strip.tsx';
import { formatInteger } from '#renderer/ui/format.ts';
import { moveBetweenTiles, PictureTile } from '#renderer/ui/picture-tile.tsx';
import { useAtRest } from '#renderer/ui/use-at-rest.ts';
import type { DatasetDetail, SampleRow } from '#shared/contract/requests/datasets.ts';
import type { SplitName } from '#shared/data/types.ts';
import { type GridRow, gridRows, PAGE, pagesOf, type Section } from './grid-rows.ts';
import styles from './sample-grid.module.css';

interface SampleGridProps {
  dataset: DatasetDetail;
  sections: readonly Section[];
  split: SplitName | null;
  search: string;
  /** The least a picture is wide; they grow until the row is full. */
  atLeast: number;
  onOpen: (index: number) => void;
}

const GAP = 7;
const HEAD_HEIGHT = 30;
const PADDING = 14;
/** Asked of the engine only when scrolling comes to rest this long, so that a long throw loads its end and not its way. */
const REST_MS = 90;

function useWidth(): [React.RefObject<HTMLDivElement | null>, number] {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const host = element.current;
    if (!host) return;
    setWidth(host.clientWidth);
    const observer = new ResizeObserver(() => setWidth(host.clientWidth));
    observer.observe(host);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}

/** Tens of thousands of pictures, of which only the visible ones exist. */
export function SampleGrid({ dataset, sections, split, search, atLeast, onOpen }: SampleGridProps) {
  const engine = useEngine();
  const [host, width] = useWidth();
  const room = width - 2 * PADDING + GAP;
  const columns = Math.max(1, Math.floor(room / (atLeast + GAP)));
  const size = Math.max(atLeast, Math.floor(room / columns) - GAP);
  const rows = useMemo(() => (width === 0 ? [] : gridRows(sections, columns)), [sections, columns, width]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => host.current,
    estimateSize: (index) => (rows[index]?.kind === 'head' ? HEAD_HEIGHT : size + GAP),
    overscan: 3,
  });
  // Sizes are estimates kept by position: other rows or other thumbnails need them anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured when rows or size change
  useEffect(() => virtual.measure(), [rows, size]);

  const items = virtual.getVirtualItems();
  const visible = items.flatMap(({ index }) => rows[index] ?? []);
  const pages = pagesOf(visible);
  const rested = useAtRest(pages, JSON.stringify(pages), REST_MS);
  const answers = useQueries({
    queries: rested.map(({ label, page }) => ({
      queryKey: ['samples', dataset.version, split, label, search, page],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        engine.datasets.samples(
          { version: dataset.version, filter: { split, label, search }, offset: page * PAGE, limit: PAGE },
          { signal },
        ),
    })),
  });
  const loaded = new Map<string, readonly SampleRow[]>();
  for (const [position, { label, page }] of rested.entries()) {
    const found = answers[position]?.data;
    if (found) loaded.set(`${label ?? ''}/${page}`, found.rows);
  }
  const sampleAt = (label: string | null, position: number) =>
    loaded.get(`${label ?? ''}/${Math.floor(position / PAGE)}`)?.[position % PAGE];
  const shown = visible.flatMap((row) =>
    row.kind === 'head'
      ? []
      : Array.from({ length: row.count }, (_, offset) => sampleAt(row.label, row.first + offset)?.index ?? []).flat(),
  );
  const thumbnails = useThumbnails(dataset.version, shown);
  const error = answers.find((answer) => answer.error)?.error;

  return (
    <div ref={host} className={styles.grid}>
      {error && <ErrorStrip error={error} what="Reading the pictures" />}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between the buttons inside */}
      <div style={{ height: virtual.getTotalSize() }} className={styles.content} onKeyDown={moveBetweenTiles}>
        {items.map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <div
              key={item.key}
              className={styles.row}
              style={{ transform: `translateY(${item.start}px)`, height: item.size }}
            >
              {row.kind === 'head' ? (
                <ClassHead row={row} position={dataset.classCounts.findIndex(({ label }) => label === row.label)} />
              ) : (
                Array.from({ length: row.count }, (_, offset) => {
                  const position = row.first + offset;
                  const sample = sampleAt(row.label, position);
                  return sample ? (
                    <PictureTile
                      key={sample.index}
                      size={size}
                      src={thumbnails.get(sample.index)}
                      name={`${sample.path}, ${SPLIT_WORD[sample.split]}`}
                      mark={MARK[sample.split]}
                      onOpen={() => onOpen(sample.index)}
                    />
                  ) : (
                    <span
                      key={`waiting ${position}`}
                      className={styles.waiting}
                      style={{ width: size, height: size }}
                    />
                  );
                })
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const SPLIT_WORD: Record<SplitName, string> = { train: 'training', validation: 'validation', test: 'test' };
const MARK: Record<SplitName, { text: string; tone: 'validation' | 'test' } | undefined> = {
  train: undefined,
  validation: { text: 'Val', tone: 'validation' },
  test: { text: 'Test', tone: 'test' },
};

function ClassHead({ row, position }: { row: Extract<GridRow, { kind: 'head' }>; position: number }) {
  return (
    <h2 className={styles.head}>
      <span className={styles.swatch} style={{ background: seriesColor(Math.max(0, position)) }} />
      <span className={styles.label}>{row.label}</span>
      <span>{formatInteger(row.count)}</span>
    </h2>
  );
}
