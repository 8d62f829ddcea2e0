import { defineMetric, keras } from './definition.ts';

export const hinge = defineMetric({
  name: 'hinge',
  title: 'Hinge',
  description: 'How much of a margin of 1 between yes and no is missing.',
  source: keras('hinge_metrics'),
  className: 'Hinge',
  settings: {},
  better: 'lower',
  targets: ['category', 'number'],
  step: { of: 'hinge' },
});
