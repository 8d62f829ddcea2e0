import type { MetricPoint } from './run.ts';

/** A loss that was no number stands above all others: it is the last thing that may get lost. */
export const heightOf = (point: MetricPoint): number => point.values.loss ?? Number.POSITIVE_INFINITY;

/**
 * All epoch points and at most `limit` batch points: of each of the even stretches the lowest and the highest, and the
 * first and the newest of all. A curve over a million batches draws as fast as one over a thousand, still ends where the
 * training stands, and no spike of it is lost. `limit` is at least 4.
 */
export function thinPoints(points: readonly MetricPoint[], limit: number): MetricPoint[] {
  const batches = points.filter((point) => point.scope === 'batch');
  if (batches.length <= limit) return [...points];
  const kept = new Set<MetricPoint>();
  const stretches = Math.floor((limit - 2) / 2);
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = Math.floor((stretch * batches.length) / stretches);
    const to = Math.floor(((stretch + 1) * batches.length) / stretches);
    let low = batches[from] as MetricPoint;
    let high = low;
    for (let at = from + 1; at < to; at++) {
      const point = batches[at] as MetricPoint;
      if (heightOf(point) < heightOf(low)) low = point;
      if (heightOf(point) > heightOf(high)) high = point;
    }
    kept.add(low).add(high);
  }
  kept.add(batches[0] as MetricPoint).add(batches.at(-1) as MetricPoint);
  return points.filter((point) => point.scope === 'epoch' || kept.has(point));
}
