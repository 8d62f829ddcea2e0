import { and, asc, between, eq, gte, sql } from 'drizzle-orm';
import type { MetricPoint } from '#shared/training/run.ts';
import { heightOf } from '#shared/training/thin-points.ts';
import type { ReadHandle, WriteHandle } from './database.ts';
import { metric, metricExtreme } from './schema.ts';

/** Steps a block: each level is found from the one below it, so that a new point costs the same in a long run. */
const SIZES = [8, 64, 512, 4096] as const;

export const pointColumns = {
  scope: metric.scope,
  step: metric.step,
  epoch: metric.epoch,
  seconds: metric.seconds,
  values: metric.values,
};

/** Finds the extremes anew of all blocks that these steps touch. */
export function refreshExtremes(tx: WriteHandle, runId: string, from: number, to: number): void {
  const statement = tx
    .insert(metricExtreme)
    .values({
      runId,
      size: sql.placeholder('size'),
      block: sql.placeholder('block'),
      kind: sql.placeholder('kind'),
      step: sql.placeholder('step'),
    })
    .onConflictDoUpdate({
      target: [metricExtreme.runId, metricExtreme.size, metricExtreme.block, metricExtreme.kind],
      set: { step: sql`excluded.step` },
    })
    .prepare();
  for (const [level, size] of SIZES.entries()) {
    const first = Math.floor(from / size);
    const last = Math.floor(to / size);
    const below = SIZES[level - 1];
    const points = below
      ? extremesBetween(tx, runId, below, first * size, (last + 1) * size - 1)
      : batchesBetween(tx, runId, first * size, (last + 1) * size - 1);
    for (const [block, { low, high }] of extremesByBlock(points, size)) {
      statement.run({ size, block, kind: 'low', step: low.step });
      statement.run({ size, block, kind: 'high', step: high.step });
    }
  }
}

/** After the points behind `step` are gone. */
export function cutExtremes(tx: WriteHandle, runId: string, step: number): void {
  for (const size of SIZES) {
    tx.delete(metricExtreme)
      .where(
        and(
          eq(metricExtreme.runId, runId),
          eq(metricExtreme.size, size),
          gte(metricExtreme.block, Math.floor(Math.max(0, step) / size)),
        ),
      )
      .run();
  }
  const widest = SIZES[SIZES.length - 1] as number;
  refreshExtremes(tx, runId, Math.floor(Math.max(0, step) / widest) * widest, Math.max(0, step));
}

/**
 * The batches between two steps from which a curve of about `wanted` points is drawn: those where the loss is lowest and
 * highest in each block of a fitting size. In order of steps.
 */
export function extremesFor(db: ReadHandle, runId: string, from: number, to: number, wanted: number): MetricPoint[] {
  const fits = SIZES.find((size) => (2 * (to - from)) / size <= 2 * wanted);
  return extremesBetween(db, runId, fits ?? (SIZES[SIZES.length - 1] as number), from, to);
}

const batchesBetween = (db: ReadHandle, runId: string, from: number, to: number): MetricPoint[] =>
  db
    .select(pointColumns)
    .from(metric)
    .where(and(eq(metric.runId, runId), eq(metric.scope, 'batch'), between(metric.step, from, to)))
    .orderBy(asc(metric.step))
    .all();

function extremesBetween(db: ReadHandle, runId: string, size: number, from: number, to: number): MetricPoint[] {
  const rows = db
    .select(pointColumns)
    .from(metricExtreme)
    // In this order of tables: the other way round SQLite would walk through all points of the run.
    .crossJoin(metric)
    .where(
      and(
        eq(metricExtreme.runId, runId),
        eq(metricExtreme.size, size),
        between(metricExtreme.block, Math.floor(from / size), Math.floor(to / size)),
        between(metricExtreme.step, from, to),
        eq(metric.runId, runId),
        eq(metric.scope, 'batch'),
        eq(metric.step, metricExtreme.step),
      ),
    )
    .all();
  // A block of one point names it twice.
  const points = [...new Map(rows.map((row) => [row.step, row])).values()];
  return points.sort((a, b) => a.step - b.step);
}

function extremesByBlock(points: readonly MetricPoint[], size: number) {
  const blocks = new Map<number, { low: MetricPoint; high: MetricPoint }>();
  for (const point of points) {
    const block = Math.floor(point.step / size);
    const found = blocks.get(block);
    if (!found) blocks.set(block, { low: point, high: point });
    else if (heightOf(point) < heightOf(found.low)) found.low = point;
    else if (heightOf(point) > heightOf(found.high)) found.high = point;
  }
  return blocks;
}
