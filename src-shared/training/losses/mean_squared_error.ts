import type { LossDefinition } from './definition.ts';

/** For numbers; for categories it compares the probabilities with 0 and 1 (the Brier score over the classes). */
export const meanSquaredError = {
  name: 'mean_squared_error',
  title: 'Mean squared error',
  description: 'The mean of the squared differences; for numbers, large errors weigh most.',
  formula: 'loss = mean of (output − target)²',
  targets: ['number', 'category'],
  activations: ['linear', 'sigmoid', 'softmax'],
} as const satisfies LossDefinition;
