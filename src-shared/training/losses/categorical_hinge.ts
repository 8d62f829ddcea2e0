import { keras, type LossDefinition } from './definition.ts';

export const categoricalHinge = {
  name: 'categorical_hinge',
  title: 'Categorical hinge',
  description: 'The true class should be ahead of the strongest other one by 1.',
  formula: 'loss = max(0, strongest other − true + 1)',
  source: keras('hinge_losses'),
  className: 'CategoricalHinge',
  settings: {},
  targets: ['category'],
  activations: ['linear', 'tanh', 'softmax', 'sigmoid'],
} as const satisfies LossDefinition;
