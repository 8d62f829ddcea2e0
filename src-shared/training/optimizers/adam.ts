import { defineOptimizer, optimizerParams } from './definition.ts';
import { amsgrad, beta1, beta2, epsilon } from './parameters.ts';

export const adam = defineOptimizer({
  title: 'Adam',
  description: 'Adapts the step of every weight; a good start nearly everywhere.',
  formula: 'w ← w − rate · m / (√v + ε)',
  source: 'https://keras.io/api/optimizers/adam/',
  params: optimizerParams('adam', 0.001, { beta1, beta2: beta2(0.999), epsilon, amsgrad }),
  keras: {
    className: 'Adam',
    names: { beta1: 'beta_1', beta2: 'beta_2', epsilon: 'epsilon', amsgrad: 'amsgrad' },
  },
});
