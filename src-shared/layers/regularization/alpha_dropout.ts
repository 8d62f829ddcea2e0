import { z } from 'zod';
import { defineLayer } from '../define.ts';
import { percent, trainingOnly } from '../dropout.ts';
import { kerasForm } from '../keras-form.ts';
import { noiseShapeParam, noiseSuffix, passesNoise } from '../noise-shape.ts';

const params = z.object({
  rate: z.number().min(0).max(0.99).default(0.1).meta({
    title: 'Rate',
    description: 'The share of values set to the lowest value of selu in each training step.',
  }),
  noise_shape: noiseShapeParam,
});

/** The dropout for selu: hidden values take its lowest value, and mean and variance stay. */
export const alphaDropout = defineLayer({
  ...trainingOnly,
  mask: 'pass',
  type: 'alpha_dropout',
  title: 'Alpha dropout',
  params,
  doc: {
    summary:
      'Sets a random share of the values to the lowest value of selu in each training step, keeping mean and variance.',
    inputShape: 'any',
    outputShape: 'as the input',
    formula:
      'y = a · (x where kept, else −1.7581) + b in training, a and b so that mean 0 and variance 1 stay; y = x afterwards',
    whenToUse: 'After layers with the selu activation, which keep their values at mean 0 and variance 1.',
    commonMistake: 'Using it after relu: values there have another mean and variance, so it shifts them.',
    source: 'https://keras.io/api/layers/regularization_layers/alpha_dropout/',
  },
  next: ['dense', 'conv2d'],
  summary: ({ rate, noise_shape }) => `${percent(rate)}${noiseSuffix(noise_shape)}`,
  inferShape: (inputs, { noise_shape }) => passesNoise(inputs, noise_shape),
  keras: kerasForm('AlphaDropout', params, { seed: null }),
});
