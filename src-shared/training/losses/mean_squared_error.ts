import { forNumbers, keras, type LossDefinition } from './definition.ts';

/** For numbers; for categories it compares the probabilities with 0 and 1 (the Brier score over the classes). */
export const meanSquaredError = {
  ...forNumbers,
  name: 'mean_squared_error',
  title: 'Mean squared error',
  description: 'The mean of the squared differences; large errors weigh most.',
  formula: 'loss = mean of (output − target)²',
  source: keras('regression_losses'),
  className: 'MeanSquaredError',
  settings: {},
} as const satisfies LossDefinition;
