import { z } from 'zod';
import { defineSchedule } from './definition.ts';
import { epochs, share } from './parameters.ts';

/** Keras's PiecewiseConstantDecay with equal pieces, each a factor lower. */
export const step = defineSchedule({
  title: 'Step',
  description: 'Lowers the rate by a factor every few epochs; the classic of residual networks.',
  source: 'https://keras.io/api/optimizers/learning_rate_schedules/piecewise_constant_decay/',
  params: z.object({
    name: z.literal('step'),
    every: epochs('Every', 'Epochs between two changes.', 10),
    factor: share('Factor', 'What the rate is multiplied by.', 0.1),
  }),
  rateAt: (at, { every, factor }, { rate, stepsPerEpoch }) => {
    const length = every * stepsPerEpoch;
    // Keras's boundaries belong to the piece before them.
    const pieces = at === 0 ? 0 : Math.ceil(at / length) - 1;
    return rate * factor ** pieces;
  },
});
