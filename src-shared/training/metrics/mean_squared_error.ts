import { defineMetric, keras } from './definition.ts';

export const meanSquaredError = defineMetric({
  name: 'mean_squared_error',
  title: 'Mean squared error',
  description: 'The mean of the squared differences.',
  source: keras('regression_metrics'),
  className: 'MeanSquaredError',
  settings: {},
  better: 'lower',
  targets: ['number', 'image', 'category'],
  step: { of: 'mean_squared_error' },
});
