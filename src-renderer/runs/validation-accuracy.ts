import type { DatasetSummary } from '#shared/contract/requests/datasets.ts';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import { type Interval, wilsonInterval } from '#shared/statistics/wilson-interval.ts';

export interface JudgedAccuracy {
  readonly share: number;
  /** Null where the dataset is gone or has another version by now: then nothing is known of the count. */
  readonly samples: number | null;
  readonly interval: Interval | null;
}

/** A run's best validation accuracy with what it was measured on. */
export function validationAccuracy(run: RunSummary, datasets: readonly DatasetSummary[]): JudgedAccuracy | null {
  const share = run.metrics.val_accuracy;
  if (typeof share !== 'number') return null;
  const dataset = datasets.find(({ version }) => version === run.dataset?.version);
  const samples = dataset && dataset.splits.validation > 0 ? dataset.splits.validation : null;
  return { share, samples, interval: samples === null ? null : wilsonInterval(share, samples) };
}
