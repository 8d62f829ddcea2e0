import { and, asc, eq, gt, inArray, isNotNull, lte, sql } from 'drizzle-orm';
import type { FullObservation, HealthObservation, LayerHistograms } from '#shared/training/health/observation.ts';
import type { ReadHandle, WriteHandle } from './database.ts';
import { health } from './schema.ts';

/** Observations that are kept of a run: beyond twice as many, every second one goes. */
const MOST = 240;
/** Layers' histograms that are kept of a run, over all of its observations. */
const MOST_HISTOGRAMS = 3000;
const FEWEST_WITH_HISTOGRAMS = 8;

/** One of the same step is replaced: a run that was taken up again trains its last steps a second time. */
export function insertHealth(tx: WriteHandle, runId: string, observations: readonly FullObservation[]): void {
  if (observations.length === 0) return;
  for (const { step, epoch, layers, histograms } of observations) {
    tx.insert(health)
      .values({ runId, step, epoch, layers, histograms })
      .onConflictDoUpdate({ target: [health.runId, health.step], set: { epoch, layers, histograms } })
      .run();
  }
  thin(tx, runId, observations[0]?.layers.length ?? 1);
}

/** A run of any length keeps a bounded number, evenly spread, the first and the newest always. */
function thin(tx: WriteHandle, runId: string, layers: number): void {
  const steps = stepsOf(tx, runId, false);
  if (steps.length > 2 * MOST) drop(tx, runId, everySecond(steps));
  const pictured = stepsOf(tx, runId, true);
  const most = Math.max(FEWEST_WITH_HISTOGRAMS, Math.floor(MOST_HISTOGRAMS / layers));
  if (pictured.length <= 2 * most) return;
  tx.update(health)
    .set({ histograms: null })
    .where(and(eq(health.runId, runId), inArray(health.step, everySecond(pictured))))
    .run();
}

/** But the newest. */
const everySecond = (steps: readonly number[]): number[] => steps.slice(0, -1).filter((_, index) => index % 2 === 1);

const stepsOf = (db: ReadHandle, runId: string, pictured: boolean): number[] =>
  db
    .select({ step: health.step })
    .from(health)
    .where(and(eq(health.runId, runId), pictured ? isNotNull(health.histograms) : undefined))
    .orderBy(asc(health.step))
    .all()
    .map(({ step }) => step);

function drop(tx: WriteHandle, runId: string, steps: readonly number[]): void {
  tx.delete(health)
    .where(and(eq(health.runId, runId), inArray(health.step, [...steps])))
    .run();
}

/** Observations after a step, in order, without histograms. */
export const healthAfter = (db: ReadHandle, runId: string, step: number, limit: number): HealthObservation[] =>
  db
    .select({ step: health.step, epoch: health.epoch, layers: health.layers })
    .from(health)
    .where(and(eq(health.runId, runId), gt(health.step, step)))
    .orderBy(asc(health.step))
    .limit(limit)
    .all();

/** The histograms of one layer, in order of steps. */
export function histogramsOf(
  db: ReadHandle,
  runId: string,
  node: string,
): { step: number; epoch: number; histograms: LayerHistograms }[] {
  return db
    .select({ step: health.step, epoch: health.epoch, histograms: health.histograms })
    .from(health)
    .where(and(eq(health.runId, runId), isNotNull(health.histograms)))
    .orderBy(asc(health.step))
    .all()
    .flatMap(({ step, epoch, histograms }) => {
      const own = histograms?.find((one) => one.node === node);
      return own ? [{ step, epoch, histograms: own }] : [];
    });
}

/** What was seen of another run up to a step, as the beginning of this one's. */
export function copyHealth(tx: WriteHandle, from: string, to: string, step: number): void {
  tx.insert(health)
    .select((query) =>
      query
        .select({
          runId: sql<string>`${to}`.as('run_id'),
          step: health.step,
          epoch: health.epoch,
          layers: health.layers,
          histograms: health.histograms,
        })
        .from(health)
        .where(and(eq(health.runId, from), lte(health.step, step))),
    )
    .run();
}

export function deleteHealthAfter(tx: WriteHandle, runId: string, step: number): void {
  tx.delete(health)
    .where(and(eq(health.runId, runId), gt(health.step, step)))
    .run();
}
