import { z } from 'zod';
import { defineSchedule } from './definition.ts';
import { share } from './parameters.ts';

export const polynomial = defineSchedule({
  title: 'Polynomial',
  description: 'Falls to its end over the whole training; with power 1 in a straight line.',
  source: 'https://keras.io/api/optimizers/learning_rate_schedules/polynomial_decay/',
  params: z.object({
    name: z.literal('polynomial'),
    end: share('End', 'Share of the learning rate that is left at the end.', 0.01),
    power: z.number().positive().max(10).default(1).meta({
      title: 'Power',
      description: '1 is a straight line; larger values fall fast first.',
    }),
  }),
  rateAt: (step, { end, power }, { rate, steps }) => {
    const left = 1 - Math.min(step, steps) / steps;
    return (rate - rate * end) * left ** power + rate * end;
  },
});
