import type { RunSummary } from '#shared/contract/requests/runs.ts';
import { type Interval, wilsonInterval } from '#shared/statistics/wilson-interval.ts';
import { isBetter, monitored } from '#shared/training/monitored.ts';
import type { MetricPoint } from '#shared/training/run.ts';

/** Where a run stands after its newest epoch, each value with what it rests on. */
export interface Standing {
  readonly epoch: number;
  readonly validation: {
    readonly share: number;
    readonly right: number | null;
    readonly interval: Interval | null;
  } | null;
  readonly best: { readonly name: string; readonly value: number; readonly epoch: number } | null;
  /** Of the newest epoch, where there is no accuracy to tell. */
  readonly loss: { readonly training: number; readonly validation: number } | null;
  /** Training accuracy minus validation accuracy, now and at the best epoch. */
  readonly gap: { readonly now: number; readonly atBest: number | null } | null;
}

const gapAt = (point: MetricPoint | undefined): number | null => {
  const training = point?.values.accuracy;
  const validation = point?.values.val_accuracy;
  return typeof training === 'number' && typeof validation === 'number' ? training - validation : null;
};

function lossesOf(point: MetricPoint | undefined): Standing['loss'] {
  const [training, validation] = [point?.values.loss, point?.values.val_loss];
  return typeof training === 'number' && typeof validation === 'number' ? { training, validation } : null;
}

export function standingOf(
  points: readonly MetricPoint[],
  config: RunSummary['config'],
  validationSamples: number | null,
): Standing {
  const epochs = points.filter((point) => point.scope === 'epoch');
  const last = epochs.at(-1);
  const share = last?.values.val_accuracy;
  let best: { readonly point: MetricPoint; readonly name: string; readonly value: number } | undefined;
  for (const point of epochs) {
    const found = monitored(point.values, config.best);
    if (found && isBetter(found, best?.value ?? null)) best = { point, ...found };
  }
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
    best: best ? { name: best.name, value: best.value, epoch: best.point.epoch } : null,
    loss: lossesOf(last),
    gap: now === null ? null : { now, atBest: gapAt(best?.point) },
  };
}
