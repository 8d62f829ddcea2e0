import { keras, type LossDefinition } from './definition.ts';

export const poisson = {
  name: 'poisson',
  title: 'Poisson',
  description: 'For counts: how often something happens in a time or place.',
  formula: 'loss = mean of output − target · ln(output)',
  source: keras('probabilistic_losses'),
  className: 'Poisson',
  settings: {},
  targets: ['number', 'image'],
  activations: ['exponential', 'softplus', 'relu', 'sigmoid'],
} as const satisfies LossDefinition;
