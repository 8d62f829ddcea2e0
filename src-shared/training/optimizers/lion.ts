import { defineOptimizer, optimizerParams } from './definition.ts';
import { beta1, beta2 } from './parameters.ts';

export const lion = defineOptimizer({
  title: 'Lion',
  description: 'Steps by sign alone, with half of Adam’s memory; wants a learning rate 3 to 10 times smaller.',
  formula: 'w ← w − rate · sign(m)',
  source: 'https://keras.io/api/optimizers/lion/',
  params: optimizerParams('lion', 0.001, { beta1, beta2: beta2(0.99) }),
  keras: { className: 'Lion', names: { beta1: 'beta_1', beta2: 'beta_2' } },
});
