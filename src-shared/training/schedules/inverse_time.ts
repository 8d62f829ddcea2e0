import { z } from 'zod';
import { defineSchedule } from './definition.ts';
import { epochs, staircase } from './parameters.ts';

export const inverseTime = defineSchedule({
  title: 'Inverse time',
  description: 'Falls fast first and ever slower: the rate divided by how long the training has gone on.',
  source: 'https://keras.io/api/optimizers/learning_rate_schedules/inverse_time_decay/',
  params: z.object({
    name: z.literal('inverse_time'),
    period: epochs('Period', 'Epochs in which the divisor grows by the decay.', 1),
    decay: z.number().min(0).max(1000).default(0.5).meta({
      title: 'Decay',
      description:
        'What is added to the divisor in a period, which begins at 1; with 1 the rate is halved after the first.',
    }),
    staircase,
  }),
  rateAt: (step, { period, decay, staircase: stairs }, { rate, stepsPerEpoch }) => {
    const periods = step / (period * stepsPerEpoch);
    return rate / (1 + decay * (stairs ? Math.floor(periods) : periods));
  },
});
