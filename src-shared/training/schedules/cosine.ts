import { z } from 'zod';
import { defineSchedule } from './definition.ts';
import { share } from './parameters.ts';

/** Loshchilov and Hutter, 2016, with Keras's linear warm-up from 0. */
export const cosine = defineSchedule({
  title: 'Cosine',
  description: 'Warms up, then falls along a cosine over the whole training; the usual one for transformers.',
  source: 'https://keras.io/api/optimizers/learning_rate_schedules/cosine_decay/',
  params: z.object({
    name: z.literal('cosine'),
    warmup: z.number().min(0).max(100_000).default(0).meta({
      title: 'Warm-up',
      description: 'Epochs in which the rate rises from 0; keeps the first steps of large networks small.',
      unit: 'epochs',
    }),
    end: share('End', 'Share of the learning rate that is left at the end.', 0),
  }),
  rateAt: (step, { warmup, end }, { rate, steps, stepsPerEpoch }) => {
    const rising = Math.min(Math.round(warmup * stepsPerEpoch), steps - 1);
    if (step < rising) return (rate * step) / rising;
    const done = Math.min(step - rising, steps - rising) / (steps - rising);
    return rate * ((1 - end) * 0.5 * (1 + Math.cos(Math.PI * done)) + end);
  },
});
