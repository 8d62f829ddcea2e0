import { defineMetric, keras } from './definition.ts';

/** Keras's `accuracy`, which follows the output: the strongest class, or yes and no from one half on. */
export const accuracy = defineMetric({
  name: 'accuracy',
  title: 'Accuracy',
  description: 'Share of right answers.',
  source: keras('accuracy_metrics'),
  className: 'Accuracy',
  settings: {},
  better: 'higher',
  targets: ['category'],
  step: { of: 'matches' },
});
