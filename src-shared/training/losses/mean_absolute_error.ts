import { forNumbers, keras, type LossDefinition } from './definition.ts';

export const meanAbsoluteError = {
  ...forNumbers,
  name: 'mean_absolute_error',
  title: 'Mean absolute error',
  description: 'The mean distance from the target; a few wild values do it little harm.',
  formula: 'loss = mean of |output − target|',
  source: keras('regression_losses'),
  className: 'MeanAbsoluteError',
  settings: {},
} as const satisfies LossDefinition;
