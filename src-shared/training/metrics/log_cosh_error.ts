import { defineMetric, keras } from './definition.ts';

export const logCoshError = defineMetric({
  name: 'log_cosh_error',
  title: 'Log-cosh error',
  description: 'Squared for small errors, straight for large ones.',
  source: keras('regression_metrics'),
  className: 'LogCoshError',
  settings: {},
  better: 'lower',
  targets: ['number', 'image', 'category'],
  step: { of: 'log_cosh' },
});
