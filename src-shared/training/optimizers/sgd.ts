import { z } from 'zod';
import { defineOptimizer, optimizerParams } from './definition.ts';
import { momentum } from './parameters.ts';

export const sgd = defineOptimizer({
  title: 'SGD',
  description: 'The same step for all weights; momentum keeps the direction. Slow to start, often best in the end.',
  formula: 'w ← w − rate · ∂loss/∂w',
  source: 'https://keras.io/api/optimizers/sgd/',
  params: optimizerParams('sgd', 0.01, {
    momentum,
    nesterov: z.boolean().default(false).meta({
      title: 'Nesterov',
      description: 'Looks where the momentum leads before it steps; needs momentum.',
    }),
  }),
  keras: { className: 'SGD', names: { momentum: 'momentum', nesterov: 'nesterov' } },
});
