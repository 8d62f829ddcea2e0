import type { MetricPoint } from '#shared/training/run.ts';

/**
 * All epoch points and at most `limit` batch points, spread evenly over the steps, the newest always among them: a curve
 * over a million batches draws as fast as one over a thousand and still ends where the training stands.
 */
export function thinPoints(points: readonly MetricPoint[], limit: number): MetricPoint[] {
  const batches = points.filter((point) => point.scope === 'batch');
  if (batches.length <= limit) return [...points];
  const kept = new Set<MetricPoint>();
  const stride = (batches.length - 1) / (limit - 1);
  for (let i = 0; i < limit; i += 1) {
    const point = batches[Math.round(i * stride)];
    if (point) kept.add(point);
  }
  return points.filter((point) => point.scope === 'epoch' || kept.has(point));
}
