import { defineMetric, keras } from './definition.ts';

export const meanAbsolutePercentageError = defineMetric({
  name: 'mean_absolute_percentage_error',
  title: 'Mean absolute percentage error',
  description: 'The mean distance as a percentage of the target.',
  source: keras('regression_metrics'),
  className: 'MeanAbsolutePercentageError',
  settings: {},
  better: 'lower',
  targets: ['number'],
  step: { of: 'mean_absolute_percentage_error' },
});
