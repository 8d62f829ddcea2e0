import { defineMetric, keras } from './definition.ts';

export const squaredHinge = defineMetric({
  name: 'squared_hinge',
  title: 'Squared hinge',
  description: 'As hinge, but what misses the margin by far weighs more.',
  source: keras('hinge_metrics'),
  className: 'SquaredHinge',
  settings: {},
  better: 'lower',
  targets: ['category', 'number'],
  step: { of: 'squared_hinge' },
});
