import { classAxis, keras, type LossDefinition } from './definition.ts';

export const cosineSimilarity = {
  name: 'cosine_similarity',
  title: 'Cosine similarity',
  description: 'Only the direction counts, not the length: −1 where output and target point the same way.',
  formula: 'loss = −(output · target) / (‖output‖ ‖target‖)',
  source: keras('regression_losses'),
  className: 'CosineSimilarity',
  settings: { axis: classAxis },
  targets: ['category', 'image'],
  activations: ['linear', 'tanh', 'relu', 'sigmoid', 'softmax', 'softplus', 'exponential'],
} as const satisfies LossDefinition;
