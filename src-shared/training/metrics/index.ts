import type { z } from 'zod';
import { type Variant, variantFromConfig, variantSchema, variantToConfig } from '../../layers/variants.ts';
import { accuracy } from './accuracy.ts';
import { auc } from './auc.ts';
import { binaryAccuracy } from './binary_accuracy.ts';
import { binaryCrossentropy } from './binary_crossentropy.ts';
import { binaryIou } from './binary_iou.ts';
import { categoricalAccuracy } from './categorical_accuracy.ts';
import { categoricalCrossentropy } from './categorical_crossentropy.ts';
import { categoricalHinge } from './categorical_hinge.ts';
import { concordanceCorrelation } from './concordance_correlation.ts';
import { cosineSimilarity } from './cosine_similarity.ts';
import type { MetricDefinition } from './definition.ts';
import { fBetaScore } from './f_beta_score.ts';
import { f1Score } from './f1_score.ts';
import { hinge } from './hinge.ts';
import { klDivergence } from './kl_divergence.ts';
import { logCoshError } from './log_cosh_error.ts';
import { meanAbsoluteError } from './mean_absolute_error.ts';
import { meanAbsolutePercentageError } from './mean_absolute_percentage_error.ts';
import { meanSquaredError } from './mean_squared_error.ts';
import { meanSquaredLogarithmicError } from './mean_squared_logarithmic_error.ts';
import { oneHotIou } from './one_hot_iou.ts';
import { oneHotMeanIou } from './one_hot_mean_iou.ts';
import { pearsonCorrelation } from './pearson_correlation.ts';
import { perplexity } from './perplexity.ts';
import { poisson } from './poisson.ts';
import { precision } from './precision.ts';
import { precisionAtRecall } from './precision_at_recall.ts';
import { r2Score } from './r2_score.ts';
import { recall } from './recall.ts';
import { recallAtPrecision } from './recall_at_precision.ts';
import { rootMeanSquaredError } from './root_mean_squared_error.ts';
import { sensitivityAtSpecificity } from './sensitivity_at_specificity.ts';
import { sparseCategoricalAccuracy } from './sparse_categorical_accuracy.ts';
import { sparseTopKCategoricalAccuracy } from './sparse_top_k_categorical_accuracy.ts';
import { specificityAtSensitivity } from './specificity_at_sensitivity.ts';
import { squaredHinge } from './squared_hinge.ts';
import { topKCategoricalAccuracy } from './top_k_categorical_accuracy.ts';

/** What a definition has, whatever its settings are. */
type AnyMetric = Omit<MetricDefinition, 'settings' | 'stream'>;

/** Metrics, the usual ones first; a new one is a file and a line here. */
export const metrics = {
  accuracy,
  f1_score: f1Score,
  precision,
  recall,
  auc,
  top_k_categorical_accuracy: topKCategoricalAccuracy,
  mean_absolute_error: meanAbsoluteError,
  root_mean_squared_error: rootMeanSquaredError,
  mean_squared_error: meanSquaredError,
  r2_score: r2Score,
  binary_accuracy: binaryAccuracy,
  categorical_accuracy: categoricalAccuracy,
  sparse_categorical_accuracy: sparseCategoricalAccuracy,
  sparse_top_k_categorical_accuracy: sparseTopKCategoricalAccuracy,
  f_beta_score: fBetaScore,
  precision_at_recall: precisionAtRecall,
  recall_at_precision: recallAtPrecision,
  sensitivity_at_specificity: sensitivityAtSpecificity,
  specificity_at_sensitivity: specificityAtSensitivity,
  categorical_crossentropy: categoricalCrossentropy,
  binary_crossentropy: binaryCrossentropy,
  perplexity,
  mean_absolute_percentage_error: meanAbsolutePercentageError,
  mean_squared_logarithmic_error: meanSquaredLogarithmicError,
  log_cosh_error: logCoshError,
  cosine_similarity: cosineSimilarity,
  pearson_correlation: pearsonCorrelation,
  concordance_correlation: concordanceCorrelation,
  kl_divergence: klDivergence,
  poisson,
  one_hot_mean_iou: oneHotMeanIou,
  one_hot_iou: oneHotIou,
  binary_iou: binaryIou,
  hinge,
  squared_hinge: squaredHinge,
  categorical_hinge: categoricalHinge,
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
