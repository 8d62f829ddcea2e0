import { classAxis, fromLogits, keras, type LossDefinition, labelSmoothing } from './definition.ts';

/** For one class out of several. */
export const categoricalCrossentropy = {
  name: 'categorical_crossentropy',
  title: 'Categorical crossentropy',
  description: 'How surprised the network is by the right class; for one class out of several.',
  formula: 'loss = −ln p(true class)',
  source: keras('probabilistic_losses'),
  className: 'CategoricalCrossentropy',
  settings: { from_logits: fromLogits, label_smoothing: labelSmoothing, axis: classAxis },
  targets: ['category'],
  activations: ['softmax'],
} as const satisfies LossDefinition;
