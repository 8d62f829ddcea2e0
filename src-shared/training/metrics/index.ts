import type { z } from 'zod';
import { type Variant, variantFromConfig, variantSchema, variantToConfig } from '../../layers/variants.ts';
import { accuracy } from './accuracy.ts';
import type { MetricDefinition } from './definition.ts';

/** What a definition has, whatever its settings are. */
type AnyMetric = Omit<MetricDefinition, 'settings' | 'stream'>;

/** Metrics, the usual ones first; a new one is a file and a line here. */
export const metrics = {
  accuracy,
} satisfies Record<string, AnyMetric>;

export type MetricName = keyof typeof metrics;
export const metricNames = Object.keys(metrics) as MetricName[];

/** The definition of a metric; the single type of its settings is given up here. */
export const getMetric = (name: MetricName): MetricDefinition => metrics[name] as unknown as MetricDefinition;

/** A chosen metric: `{ name: 'top_k_categorical_accuracy', k: 5 }`. */
export type MetricConfig = Variant & { readonly name: MetricName };

const specs = Object.fromEntries(metricNames.map((name) => [name, getMetric(name)]));

export const metricConfig = variantSchema(specs) as unknown as z.ZodType<MetricConfig>;
export const metricToKeras = (metric: MetricConfig): unknown => variantToConfig(specs, 'metrics', metric);
export const metricFromKeras = (value: unknown): unknown => variantFromConfig(specs, value);
