import { categoricalAccuracy } from './categorical_accuracy.ts';
import { defineMetric } from './definition.ts';

/** The same, of class numbers; Strata keeps classes as numbers anyway. */
export const sparseCategoricalAccuracy = defineMetric({
  ...categoricalAccuracy,
  name: 'sparse_categorical_accuracy',
  title: 'Sparse categorical accuracy',
  description: 'Share of samples whose strongest class is the right one, from class numbers.',
  className: 'SparseCategoricalAccuracy',
});
