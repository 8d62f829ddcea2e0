import type { RunSummary } from '#shared/contract/requests/runs.ts';
import { type Interval, wilsonInterval } from '#shared/statistics/wilson-interval.ts';
import type { MetricPoint } from '#shared/training/run.ts';

/** Where a run stands after its newest epoch, each value with what it rests on. */
export interface Standing {
  readonly epoch: number;
  readonly validation: {
    readonly share: number;
    readonly right: number | null;
    readonly interval: Interval | null;
  } | null;
  readonly best: { readonly name: 'val_accuracy' | 'val_loss'; readonly value: number; readonly epoch: number } | null;
  /** Training accuracy minus validation accuracy, now and at the best epoch. */
  readonly gap: { readonly now: number; readonly atBest: number | null } | null;
}

const gapAt = (point: MetricPoint | undefined): number | null => {
  const training = point?.values.accuracy;
  const validation = point?.values.val_accuracy;
  return typeof training === 'number' && typeof validation === 'number' ? training - validation : null;
};

export function standingOf(
  points: readonly MetricPoint[],
  config: RunSummary['config'],
  validationSamples: number | null,
): Standing {
  const epochs = points.filter((point) => point.scope === 'epoch');
  const last = epochs.at(-1);
  const share = last?.values.val_accuracy;
  let best: MetricPoint | undefined;
  const isBetter = (a: number, b: number) => (config.best === 'val_loss' ? a < b : a > b);
  for (const point of epochs) {
    const value = point.values[config.best];
    const so = best?.values[config.best];
    if (typeof value === 'number' && (typeof so !== 'number' || isBetter(value, so))) best = point;
  }
  const bestValue = best?.values[config.best];
  const now = gapAt(last);
  return {
    epoch: last?.epoch ?? 0,
    validation:
      typeof share === 'number'
        ? {
            share,
            right: validationSamples === null ? null : Math.round(share * validationSamples),
            interval: validationSamples === null ? null : wilsonInterval(share, validationSamples),
          }
        : null,
    best: best && typeof bestValue === 'number' ? { name: config.best, value: bestValue, epoch: best.epoch } : null,
    gap: now === null ? null : { now, atBest: gapAt(best) },
  };
}
