import { z } from 'zod';
import { defineOptimizer, optimizerParams } from './definition.ts';
import { amsgrad, beta1, beta2, epsilon } from './parameters.ts';

export const adamw = defineOptimizer({
  title: 'AdamW',
  description: 'Adam with weight decay; the usual choice for transformers.',
  formula: 'w ← w − rate · (m / (√v + ε) + decay · w)',
  source: 'https://keras.io/api/optimizers/adamw/',
  params: optimizerParams('adamw', 0.001, { beta1, beta2: beta2(0.999), epsilon, amsgrad }).extend({
    weightDecay: z.number().min(0).max(1).default(0.004).meta({
      title: 'Weight decay',
      description: 'Pulls every weight towards 0 by this share of the learning rate a step.',
    }),
  }),
  keras: {
    className: 'AdamW',
    names: { beta1: 'beta_1', beta2: 'beta_2', epsilon: 'epsilon', amsgrad: 'amsgrad' },
  },
});
