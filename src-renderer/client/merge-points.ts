import type { MetricPoint } from '#shared/training/run.ts';

/** Beyond this a curve is denser than the screen: every second batch point is let go. */
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
  if (batches <= MOST_BATCHES) return merged;
  let position = 0;
  return merged.filter((point) => point.scope === 'epoch' || position++ % 2 === 0);
}
