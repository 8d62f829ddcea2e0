import { keras, type LossDefinition } from './definition.ts';

/** Targets of 0 and 1 are read as −1 and 1, as Keras does. */
export const squaredHinge = {
  name: 'squared_hinge',
  title: 'Squared hinge',
  description: 'As hinge, but what misses the margin by far weighs more.',
  formula: 'loss = mean of max(0, 1 − target · output)², target −1 or 1',
  source: keras('hinge_losses'),
  className: 'SquaredHinge',
  settings: {},
  targets: ['category', 'number'],
  activations: ['linear', 'tanh'],
  values: 'single',
} as const satisfies LossDefinition;
