import { defineMetric, keras } from './definition.ts';

export const rootMeanSquaredError = defineMetric({
  name: 'root_mean_squared_error',
  title: 'Root mean squared error',
  description: 'A typical distance from the target, in the target’s own unit; large errors weigh most.',
  source: keras('regression_metrics'),
  className: 'RootMeanSquaredError',
  settings: {},
  better: 'lower',
  targets: ['number', 'image', 'category'],
  step: { of: 'mean_squared_error', finish: Math.sqrt },
});
