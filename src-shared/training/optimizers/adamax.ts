import { defineOptimizer, optimizerParams } from './definition.ts';
import { beta1, beta2, epsilon } from './parameters.ts';

export const adamax = defineOptimizer({
  title: 'Adamax',
  description: 'Adam by the largest gradient instead of their mean size; sometimes steadier with embeddings.',
  source: 'https://keras.io/api/optimizers/adamax/',
  params: optimizerParams('adamax', 0.001, { beta1, beta2: beta2(0.999), epsilon }),
  keras: { className: 'Adamax', names: { beta1: 'beta_1', beta2: 'beta_2', epsilon: 'epsilon' } },
});
