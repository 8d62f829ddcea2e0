import type { LossDefinition } from './definition.ts';

/** For one class out of several. */
export const categoricalCrossentropy = {
  name: 'categorical_crossentropy',
  title: 'Categorical crossentropy',
  description: 'How surprised the network is by the right class; for one class out of several.',
  formula: 'loss = −ln p(true class)',
  targets: ['category'],
  activations: ['softmax'],
} as const satisfies LossDefinition;
