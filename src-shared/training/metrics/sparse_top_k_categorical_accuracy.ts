import { defineMetric } from './definition.ts';
import { topKCategoricalAccuracy } from './top_k_categorical_accuracy.ts';

/** The same, of class numbers; Strata keeps classes as numbers anyway. */
export const sparseTopKCategoricalAccuracy = defineMetric({
  ...topKCategoricalAccuracy,
  name: 'sparse_top_k_categorical_accuracy',
  title: 'Sparse top-k accuracy',
  description: 'Share of samples whose right class is among the k strongest, from class numbers.',
  className: 'SparseTopKCategoricalAccuracy',
});
