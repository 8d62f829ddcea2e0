import type { Column } from '../../data/types.ts';
import { type MetricConfig, metricConfig } from './index.ts';

/** What an output is judged by besides its loss, where nothing was chosen. */
export function usualMetrics(type: Column['type']): readonly MetricConfig[] {
  return [metricConfig.parse(type === 'category' ? 'accuracy' : 'mean_absolute_error')];
}

/** What metrics are called in curves and monitors; the second of a kind gets a number. */
export function metricKeys(metrics: readonly MetricConfig[]): string[] {
  return metrics.map(({ name }, index) => {
    const before = metrics.slice(0, index).filter((other) => other.name === name).length;
    return before === 0 ? name : `${name}_${before + 1}`;
  });
}
