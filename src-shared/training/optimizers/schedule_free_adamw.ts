import { z } from 'zod';
import { defineOptimizer, optimizerParams } from './definition.ts';
import { beta2 } from './parameters.ts';

export const scheduleFreeAdamw = defineOptimizer({
  title: 'Schedule-free AdamW',
  description:
    'AdamW that averages its way instead of lowering the rate: needs no schedule and no end in sight. It is validated and kept by the averaged weights.',
  formula: 'z ← z − rate · g / (√v + ε),  x ← x + (z − x) / step,  w = β₁ x + (1 − β₁) z',
  source: 'https://keras.io/api/optimizers/schedule_free_adamw/',
  params: optimizerParams('schedule_free_adamw', 0.0025, {
    beta1: z.number().min(0.01).max(1).default(0.9).meta({
      title: 'Beta 1',
      description: 'How near to the average the weights are trained; 0.9 is usual.',
    }),
    beta2: beta2(0.999),
    epsilon: z.number().positive().max(1).default(1e-8).meta({
      title: 'Epsilon',
      description: 'Keeps divisions finite; larger values calm the steps of rarely used weights.',
    }),
    warmupSteps: z.int().min(0).max(1_000_000).default(0).meta({
      title: 'Warm-up',
      description: 'Steps in which the rate rises from 0.',
      unit: 'steps',
    }),
  }),
  keras: {
    className: 'ScheduleFreeAdamW',
    names: { beta1: 'beta_1', beta2: 'beta_2', epsilon: 'epsilon', warmupSteps: 'warmup_steps' },
  },
});
