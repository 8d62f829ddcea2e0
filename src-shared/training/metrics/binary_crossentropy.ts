import { classAxis, labelSmoothing } from '../losses/definition.ts';
import { defineMetric, keras } from './definition.ts';

export const binaryCrossentropy = defineMetric({
  name: 'binary_crossentropy',
  title: 'Binary crossentropy',
  description: 'How surprised the network is by yes or no, for each value by itself.',
  source: keras('probabilistic_metrics'),
  className: 'BinaryCrossentropy',
  settings: { label_smoothing: labelSmoothing, axis: classAxis },
  better: 'lower',
  targets: ['number', 'image', 'category'],
  step: { of: 'binary_crossentropy' },
});
