import { and, asc, desc, eq, gt, lte, type SQL, sql } from 'drizzle-orm';
import type { MetricPoint } from '#shared/training/run.ts';
import { thinPoints } from '#shared/training/thin-points.ts';
import type { ReadHandle, WriteHandle } from './database.ts';
import { cutExtremes, extremesFor, pointColumns, refreshExtremes } from './metric-extremes.ts';
import { metric, metricExtreme } from './schema.ts';

// SQLite allows 32,766 values a statement; a point has six.
const ROWS_A_STATEMENT = 1000;
/** Steps for each point wanted from which a curve is not read whole even where a training tells few of its batches. */
const LONG = 16;
/** More epochs than this are thinned too: a screen has no more columns. */
const MOST_EPOCHS = 4000;

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
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { scope, step } of points) {
    if (scope === 'batch') [from, to] = [Math.min(from, step), Math.max(to, step)];
  }
  if (from <= to) refreshExtremes(tx, runId, from, to);
}

/**
 * What a curve is drawn from: at most `limit` batches after `afterStep`, and all epochs, or of very many epochs those that
 * stand out. In order of steps; an epoch's point comes after its last batch's. Costs the same for a run of a million
 * batches as for one of ten thousand.
 */
export function curvePoints(db: ReadHandle, runId: string, afterStep: number, limit: number): MetricPoint[] {
  const points = [...batchesOf(db, runId, afterStep, limit), ...epochsOf(db, runId, afterStep)];
  return points.sort((a, b) => a.step - b.step || (a.scope < b.scope ? -1 : a.scope > b.scope ? 1 : 0));
}

function batchesOf(db: ReadHandle, runId: string, afterStep: number, limit: number): MetricPoint[] {
  const where = after(runId, 'batch', afterStep);
  const [first] = inOrder(db, where, 1);
  const last = newestOf(db, where);
  if (!first || !last) return [];
  if (last.step - first.step < LONG * limit) {
    const all = inOrder(db, where, 2 * limit + 1);
    if (all.length <= 2 * limit) return thinPoints(all, limit);
  }
  const inside = extremesFor(db, runId, first.step, last.step, limit).filter(
    ({ step }) => step > first.step && step < last.step,
  );
  return thinPoints([first, ...inside, last], limit);
}

function epochsOf(db: ReadHandle, runId: string, afterStep: number): MetricPoint[] {
  const where = after(runId, 'epoch', afterStep);
  const some = inOrder(db, where, MOST_EPOCHS + 1);
  const first = some[0];
  const last = newestOf(db, where);
  if (some.length <= MOST_EPOCHS || !first || !last) return some;
  const stride = Math.ceil((2 * (last.epoch - first.epoch + 1)) / MOST_EPOCHS);
  const height = sql`coalesce(json_extract(${metric.values}, '$.val_loss'), json_extract(${metric.values}, '$.loss'), 9e999)`;
  const standingOut = (extreme: SQL): MetricPoint[] =>
    db
      // SQLite takes the other columns from the row that has the extreme.
      .select({ ...pointColumns, extreme })
      .from(metric)
      .where(where)
      .groupBy(sql`cast(${metric.epoch} / ${stride} as integer)`)
      .all()
      .map(({ extreme: _extreme, ...point }) => point);
  const kept = [first, ...standingOut(sql`min(${height})`), ...standingOut(sql`max(${height})`), last];
  return [...new Map(kept.map((point) => [point.step, point])).values()];
}

const after = (runId: string, scope: MetricPoint['scope'], step: number): SQL | undefined =>
  and(eq(metric.runId, runId), eq(metric.scope, scope), gt(metric.step, step));

const inOrder = (db: ReadHandle, where: SQL | undefined, limit: number): MetricPoint[] =>
  db.select(pointColumns).from(metric).where(where).orderBy(asc(metric.step)).limit(limit).all();

const newestOf = (db: ReadHandle, where: SQL | undefined): MetricPoint | undefined =>
  db.select(pointColumns).from(metric).where(where).orderBy(desc(metric.step)).limit(1).get();

/** The curve of another run up to a step, as the beginning of this one's. */
export function copyPoints(tx: WriteHandle, from: string, to: string, step: number): void {
  const until = (table: typeof metric | typeof metricExtreme) => and(eq(table.runId, from), lte(table.step, step));
  const runId = sql<string>`${to}`.as('run_id');
  tx.insert(metric)
    .select((query) =>
      query
        .select({ runId, ...pointColumns })
        .from(metric)
        .where(until(metric)),
    )
    .run();
  const { size, block, kind } = metricExtreme;
  tx.insert(metricExtreme)
    .select((query) =>
      query
        .select({ runId, size, block, kind, step: metricExtreme.step })
        .from(metricExtreme)
        .where(until(metricExtreme)),
    )
    .run();
  // Of the blocks that reach beyond the step.
  cutExtremes(tx, to, step);
}

/** What was trained after a checkpoint and is lost: it will be trained again. */
export function deletePointsAfter(tx: WriteHandle, runId: string, step: number): void {
  tx.delete(metric)
    .where(and(eq(metric.runId, runId), gt(metric.step, step)))
    .run();
  cutExtremes(tx, runId, step);
}
