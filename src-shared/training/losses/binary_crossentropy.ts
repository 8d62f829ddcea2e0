import { classAxis, fromLogits, keras, type LossDefinition, labelSmoothing } from './definition.ts';

/** For yes or no, each value for itself. */
export const binaryCrossentropy = {
  name: 'binary_crossentropy',
  title: 'Binary crossentropy',
  description:
    'How surprised the network is by yes or no, for each value by itself: two classes, several labels, pixels.',
  formula: 'loss = mean of −target · ln p − (1 − target) · ln(1 − p)',
  source: keras('probabilistic_losses'),
  className: 'BinaryCrossentropy',
  settings: { from_logits: fromLogits, label_smoothing: labelSmoothing, axis: classAxis },
  targets: ['category', 'number', 'image'],
  activations: ['sigmoid'],
  values: 'single',
} as const satisfies LossDefinition;
