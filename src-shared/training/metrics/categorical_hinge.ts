import { defineMetric, keras } from './definition.ts';

export const categoricalHinge = defineMetric({
  name: 'categorical_hinge',
  title: 'Categorical hinge',
  description: 'How far the true class is from being ahead of all others by 1.',
  source: keras('hinge_metrics'),
  className: 'CategoricalHinge',
  settings: {},
  better: 'lower',
  targets: ['category'],
  values: 'several',
  step: { of: 'categorical_hinge' },
});
