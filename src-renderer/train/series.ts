import { wilsonInterval } from '#shared/statistics/wilson-interval.ts';
import type { MetricPoint } from '#shared/training/run.ts';

export type Axis = 'epoch' | 'step' | 'time';
export type XY = readonly [x: number, y: number];

/** Steps of one epoch, from the run's progress or, for a run of long ago, from its points. */
export function stepsPerEpochOf(points: readonly MetricPoint[], known: number | undefined): number {
  if (known) return known;
  const epoch = points.find((point) => point.scope === 'epoch');
  return epoch ? Math.max(1, epoch.step / epoch.epoch) : 1;
}

const xOf = (point: MetricPoint, axis: Axis, stepsPerEpoch: number): number => {
  if (axis === 'time') return point.seconds;
  if (axis === 'step') return point.step;
  return point.scope === 'epoch' ? point.epoch : point.step / stepsPerEpoch;
};

/** One metric along one axis; what was not a number (a diverged loss) leaves a hole and is told elsewhere. */
export function curve(
  points: readonly MetricPoint[],
  scope: MetricPoint['scope'],
  metric: string,
  axis: Axis,
  stepsPerEpoch: number,
): XY[] {
  const found: XY[] = [];
  for (const point of points) {
    const value = point.scope === scope ? point.values[metric] : null;
    if (typeof value === 'number') found.push([xOf(point, axis, stepsPerEpoch), value]);
  }
  return found;
}

/** Metrics beside the loss that the epochs tell, accuracies first; losses of single outputs last. */
export function otherMetrics(points: readonly MetricPoint[]): string[] {
  const names = new Set(points.flatMap(({ scope, values }) => (scope === 'epoch' ? Object.keys(values) : [])));
  const rank = (name: string): number => (/(^|_)accuracy$/.test(name) ? 0 : name.endsWith('_loss') ? 2 : 1);
  return [...names]
    .filter((name) => name !== 'loss' && name !== 'learning_rate' && !name.startsWith('val_'))
    .sort((a, b) => rank(a) - rank(b));
}

/** The 95 % interval around an accuracy that was measured on so many samples. */
export function accuracyBand(
  line: readonly XY[],
  samples: number | null,
): (readonly [x: number, low: number, high: number])[] {
  if (samples === null) return [];
  return line.flatMap(([x, share]) => {
    const interval = wilsonInterval(share, samples);
    return interval ? [[x, interval.low, interval.high] as const] : [];
  });
}

/** Where the axis ends: at the planned end while epochs or steps are counted; time grows with what has passed. */
export function axisEnd(axis: Axis, epochs: number, stepsPerEpoch: number): number | undefined {
  if (axis === 'epoch') return epochs;
  return axis === 'step' ? epochs * stepsPerEpoch : undefined;
}

/** Wild first batches must not flatten the rest: the axis of a loss ends a little above the 98th percentile. */
export function lossCeiling(values: readonly number[]): number | undefined {
  if (values.length < 20) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const high = sorted[Math.floor(sorted.length * 0.98)] ?? 0;
  const top = sorted[sorted.length - 1] ?? 0;
  if (top <= high * 1.5) return undefined;
  const wanted = high * 1.2;
  const step = 10 ** Math.floor(Math.log10(wanted || 1));
  return Math.ceil(wanted / step) * step;
}
