import { keras, type LossDefinition } from './definition.ts';

export const meanAbsolutePercentageError = {
  name: 'mean_absolute_percentage_error',
  title: 'Mean absolute percentage error',
  description: 'The mean distance as a percentage of the target; only for targets that are never near 0.',
  formula: 'loss = 100 · mean of |output − target| / |target|',
  source: keras('regression_losses'),
  className: 'MeanAbsolutePercentageError',
  settings: {},
  targets: ['number'],
  activations: ['linear', 'relu', 'softplus', 'exponential'],
} as const satisfies LossDefinition;
