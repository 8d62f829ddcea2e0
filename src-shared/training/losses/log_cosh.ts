import { forNumbers, keras, type LossDefinition } from './definition.ts';

export const logCosh = {
  ...forNumbers,
  name: 'log_cosh',
  title: 'Log-cosh',
  description: 'Like Huber without a corner: squared for small errors, straight for large ones.',
  formula: 'loss = mean of ln cosh(output − target)',
  source: keras('regression_losses'),
  className: 'LogCosh',
  settings: {},
} as const satisfies LossDefinition;
