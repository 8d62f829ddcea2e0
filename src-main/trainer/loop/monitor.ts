import type { MetricValues, RunConfig } from '#shared/training/run.ts';

type Monitored = RunConfig['best'];

/** Without validation data, the same number of the training data has to do. */
export function monitoredValue(metrics: MetricValues, name: Monitored): number | null {
  return metrics[name] ?? metrics[name.replace('val_', '')] ?? metrics.loss ?? null;
}

/** Whether a value is better than the best so far; the first is. */
export function isBetter(name: Monitored, value: number | null, best: number | null): boolean {
  if (value === null) return false;
  if (best === null) return true;
  return name === 'val_accuracy' ? value > best : value < best;
}
