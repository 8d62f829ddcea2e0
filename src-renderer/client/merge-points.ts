import type { MetricPoint } from '#shared/training/run.ts';
import { thinPoints } from '#shared/training/thin-points.ts';

/** Beyond this a curve is denser than the screen: half of it is let go, never a spike. */
const MOST_BATCHES = 6000;

/**
 * The points so far followed by newer ones. A resumed run trains again what came after its last checkpoint, so what the
 * newer points tell anew replaces what was known from that step on.
 */
export function mergePoints(known: readonly MetricPoint[], newer: readonly MetricPoint[]): MetricPoint[] {
  const from = { batch: Number.POSITIVE_INFINITY, epoch: Number.POSITIVE_INFINITY };
  for (const point of newer) from[point.scope] = Math.min(from[point.scope], point.step);
  const kept = known.filter((point) => point.step < from[point.scope]);
  const merged = [...kept, ...newer];
  let batches = 0;
  for (const point of merged) if (point.scope === 'batch') batches++;
  return batches <= MOST_BATCHES ? merged : thinPoints(merged, MOST_BATCHES / 2);
}
