import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { MetricPoint } from '#shared/training/run.ts';
import type { ReadHandle, WriteHandle } from './database.ts';
import { metric } from './schema.ts';

// SQLite allows 32,766 values a statement; a point has six.
const ROWS_A_STATEMENT = 1000;

/** A point that is there already is replaced: a run that was taken up again trains its last steps a second time. */
export function insertPoints(tx: WriteHandle, runId: string, points: readonly MetricPoint[]): void {
  for (let start = 0; start < points.length; start += ROWS_A_STATEMENT) {
    tx.insert(metric)
      .values(points.slice(start, start + ROWS_A_STATEMENT).map((point) => ({ runId, ...point })))
      .onConflictDoUpdate({
        target: [metric.runId, metric.scope, metric.step],
        set: {
          epoch: sql`excluded.epoch`,
          seconds: sql`excluded.seconds`,
          values: sql`excluded."values"`,
        },
      })
      .run();
  }
}

/** In order of steps; an epoch's point comes after its last batch's. */
export const listPoints = (db: ReadHandle, runId: string, afterStep: number): MetricPoint[] =>
  db
    .select({
      scope: metric.scope,
      step: metric.step,
      epoch: metric.epoch,
      seconds: metric.seconds,
      values: metric.values,
    })
    .from(metric)
    .where(and(eq(metric.runId, runId), gt(metric.step, afterStep)))
    .orderBy(asc(metric.step), asc(metric.scope))
    .all();

/** What was trained after a checkpoint and is lost: it will be trained again. */
export function deletePointsAfter(tx: WriteHandle, runId: string, step: number): void {
  tx.delete(metric)
    .where(and(eq(metric.runId, runId), gt(metric.step, step)))
    .run();
}
