import { keras, type LossDefinition } from './definition.ts';

/** Targets of 0 and 1 are read as −1 and 1, as Keras does. */
export const hinge = {
  name: 'hinge',
  title: 'Hinge',
  description: 'The loss of support vector machines: asks for a margin of 1 between yes and no, and no more.',
  formula: 'loss = mean of max(0, 1 − target · output), target −1 or 1',
  source: keras('hinge_losses'),
  className: 'Hinge',
  settings: {},
  targets: ['category', 'number'],
  activations: ['linear', 'tanh'],
  values: 'single',
} as const satisfies LossDefinition;
