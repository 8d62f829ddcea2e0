import { z } from 'zod';
import { defineLayer } from '../define.ts';
import { percent, trainingOnly } from '../dropout.ts';
import { passesThrough } from '../inference.ts';
import { kerasForm } from '../keras-form.ts';

const params = z.object({
  rate: z.number().min(0).max(0.99).default(0.5).meta({
    title: 'Rate',
    description:
      'How strong the noise is: its standard deviation is √(rate / (1 − rate)), that of a dropout of this rate.',
  }),
});

/** Multiplies by random numbers around 1 in training. */
export const gaussianDropout = defineLayer({
  ...trainingOnly,
  mask: 'pass',
  type: 'gaussian_dropout',
  title: 'Gaussian dropout',
  params,
  doc: {
    summary: 'Multiplies each value by a random number around 1 in each training step.',
    inputShape: 'any',
    outputShape: 'as the input',
    formula:
      'y = x · n, n normal with mean 1 and standard deviation √(rate / (1 − rate)), in training; y = x afterwards',
    whenToUse: 'In place of dropout, where no value should vanish altogether.',
    commonMistake: 'Reading the rate as a share of values: every value is changed, a little.',
    source: 'https://keras.io/api/layers/regularization_layers/gaussian_dropout/',
  },
  next: ['dense', 'conv2d'],
  summary: ({ rate }) => percent(rate),
  inferShape: passesThrough,
  keras: kerasForm('GaussianDropout', params, { seed: null }),
});
