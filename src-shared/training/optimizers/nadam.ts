import { defineOptimizer, optimizerParams } from './definition.ts';
import { beta1, beta2, epsilon } from './parameters.ts';

export const nadam = defineOptimizer({
  title: 'Nadam',
  description: 'Adam that looks ahead with Nesterov momentum; often a little faster.',
  source: 'https://keras.io/api/optimizers/Nadam/',
  params: optimizerParams('nadam', 0.001, { beta1, beta2: beta2(0.999), epsilon }),
  keras: { className: 'Nadam', names: { beta1: 'beta_1', beta2: 'beta_2', epsilon: 'epsilon' } },
});
