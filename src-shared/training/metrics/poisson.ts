import { defineMetric, keras } from './definition.ts';

export const poisson = defineMetric({
  name: 'poisson',
  title: 'Poisson',
  description: 'For counts: the mean of output − target · ln(output).',
  source: keras('probabilistic_metrics'),
  className: 'Poisson',
  settings: {},
  better: 'lower',
  targets: ['number', 'image'],
  step: { of: 'poisson' },
});
