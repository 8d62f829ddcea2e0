import { z } from 'zod';
import { defineLayer } from '../define.ts';
import { passesThrough } from '../inference.ts';

/** Adds random numbers around 0 in training. */
export const gaussianNoise = defineLayer({
  type: 'gaussian_noise',
  title: 'Gaussian noise',
  alsoCalled: ['jitter'],
  family: 'regularization',
  arity: 'one',
  mask: 'pass',
  trainingOnly: true,
  params: z.object({
    stddev: z
      .number()
      .min(0)
      .max(1e6)
      .default(0.1)
      .meta({ title: 'Standard deviation', description: 'How strong the noise is, in the units of its input.' }),
  }),
  doc: {
    summary: 'Adds a random number around 0 to each value in each training step.',
    inputShape: 'any',
    outputShape: 'as the input',
    formula: 'y = x + n, n normal with mean 0 and the given standard deviation, in training; y = x afterwards',
    whenToUse: 'Right behind the input, so that small disturbances of real data do not matter.',
    commonMistake: 'A strength for values of 0 to 1 before the rescaling: on 0 to 255 it is not felt.',
    source: 'https://keras.io/api/layers/regularization_layers/gaussian_noise/',
  },
  next: ['conv2d', 'dense'],
  summary: ({ stddev }) => `± ${Number(stddev.toPrecision(3))}`,
  inferShape: passesThrough,
  weights: () => [],
  flops: () => 0,
  keras: {
    className: 'GaussianNoise',
    toConfig: ({ stddev }) => ({ stddev, seed: null }),
    fromConfig: ({ stddev }) => ({ stddev: stddev as number }),
  },
});
