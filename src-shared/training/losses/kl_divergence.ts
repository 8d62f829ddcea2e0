import { keras, type LossDefinition } from './definition.ts';

export const klDivergence = {
  name: 'kl_divergence',
  title: 'KL divergence',
  description: 'How far the predicted distribution is from the true one.',
  formula: 'loss = Σ target · ln(target / output)',
  source: keras('probabilistic_losses'),
  className: 'KLDivergence',
  settings: {},
  targets: ['category', 'image'],
  activations: ['softmax', 'sigmoid'],
} as const satisfies LossDefinition;
