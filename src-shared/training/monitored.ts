import { getMetric, metricNames } from './metrics/index.ts';
import type { MetricValues } from './run.ts';

export interface Monitored {
  readonly name: string;
  readonly value: number;
}

/**
 * The metric that decides; where it isn't there, the nearest that is: of the training data instead of the validation
 * data, or the loss, which every training has.
 */
export function monitored(values: MetricValues, name: string): Monitored | null {
  for (const candidate of [name, name.replace(/^val_/, ''), 'val_loss', 'loss']) {
    const value = values[candidate];
    if (typeof value === 'number') return { name: candidate, value };
  }
  return null;
}

/** `val_out_accuracy` is better when it is higher; losses when they are lower. */
export function betterWhen(name: string): 'higher' | 'lower' {
  const own = name.replace(/_\d+$/, '');
  if (/(^|_)loss$/.test(own)) return 'lower';
  // The longest name that fits: an output of several puts its own name before it.
  const fitting = metricNames.filter((metric) => own === metric || own.endsWith(`_${metric}`));
  const longest = fitting.sort((a, b) => b.length - a.length)[0];
  return longest ? getMetric(longest).better : 'lower';
}

/** Whether a value is better than the best so far; the first is. */
export function isBetter({ name, value }: Monitored, best: number | null): boolean {
  if (best === null) return true;
  return betterWhen(name) === 'higher' ? value > best : value < best;
}
