import { defineMetric, keras } from './definition.ts';

export const meanSquaredLogarithmicError = defineMetric({
  name: 'mean_squared_logarithmic_error',
  title: 'Mean squared logarithmic error',
  description: 'Squared differences of logarithms.',
  source: keras('regression_metrics'),
  className: 'MeanSquaredLogarithmicError',
  settings: {},
  better: 'lower',
  targets: ['number', 'image'],
  step: { of: 'mean_squared_logarithmic_error' },
});
