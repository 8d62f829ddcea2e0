import { classAxis, labelSmoothing } from '../losses/definition.ts';
import { defineMetric, keras } from './definition.ts';

export const categoricalCrossentropy = defineMetric({
  name: 'categorical_crossentropy',
  title: 'Categorical crossentropy',
  description: 'How surprised the network is by the right class.',
  source: keras('probabilistic_metrics'),
  className: 'CategoricalCrossentropy',
  settings: { label_smoothing: labelSmoothing, axis: classAxis },
  better: 'lower',
  targets: ['category'],
  values: 'several',
  step: { of: 'categorical_crossentropy' },
});
