import { z } from 'zod';
import { defineSchedule } from './definition.ts';
import { epochs, share, staircase } from './parameters.ts';

export const exponential = defineSchedule({
  title: 'Exponential',
  description: 'Falls by the same share again and again.',
  source: 'https://keras.io/api/optimizers/learning_rate_schedules/exponential_decay/',
  params: z.object({
    name: z.literal('exponential'),
    period: epochs('Period', 'Epochs in which it falls by the factor.', 10),
    factor: share('Factor', 'What the rate is multiplied by in a period.', 0.5),
    staircase,
  }),
  rateAt: (step, { period, factor, staircase: stairs }, { rate, stepsPerEpoch }) => {
    const periods = step / (period * stepsPerEpoch);
    return rate * factor ** (stairs ? Math.floor(periods) : periods);
  },
});
