import { keras, type LossDefinition } from './definition.ts';

export const meanSquaredLogarithmicError = {
  name: 'mean_squared_logarithmic_error',
  title: 'Mean squared logarithmic error',
  description: 'Squared differences of logarithms: for targets above 0 that span several powers of ten.',
  formula: 'loss = mean of (ln(1 + output) − ln(1 + target))²',
  source: keras('regression_losses'),
  className: 'MeanSquaredLogarithmicError',
  settings: {},
  targets: ['number', 'image'],
  activations: ['linear', 'relu', 'softplus', 'exponential', 'sigmoid'],
} as const satisfies LossDefinition;
