import { defineMetric, keras } from './definition.ts';

export const meanAbsoluteError = defineMetric({
  name: 'mean_absolute_error',
  title: 'Mean absolute error',
  description: 'The mean distance from the target, in its own unit.',
  source: keras('regression_metrics'),
  className: 'MeanAbsoluteError',
  settings: {},
  better: 'lower',
  targets: ['number', 'image', 'category'],
  step: { of: 'mean_absolute_error' },
});
