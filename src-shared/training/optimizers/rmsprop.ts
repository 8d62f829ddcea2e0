import { z } from 'zod';
import { defineOptimizer, optimizerParams } from './definition.ts';
import { epsilon, momentum, rho } from './parameters.ts';

export const rmsprop = defineOptimizer({
  title: 'RMSprop',
  description: 'Adapts each step to the size of recent gradients; an old favourite for recurrent networks.',
  formula: 'w ← w − rate · g / √(v + ε)',
  source: 'https://keras.io/api/optimizers/rmsprop/',
  params: optimizerParams('rmsprop', 0.001, {
    rho: rho(0.9),
    momentum,
    epsilon,
    centered: z.boolean().default(false).meta({
      title: 'Centred',
      description: 'Divides by the spread of the gradients instead of their size.',
    }),
  }),
  keras: {
    className: 'RMSprop',
    names: { rho: 'rho', momentum: 'momentum', epsilon: 'epsilon', centered: 'centered' },
  },
});
