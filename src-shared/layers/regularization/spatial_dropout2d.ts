import { z } from 'zod';
import { defineLayer } from '../define.ts';
import { infers, withPicture } from '../inference.ts';

/** Hides whole channels of a picture at random in each step of training. */
export const spatialDropout2d = defineLayer({
  type: 'spatial_dropout2d',
  title: 'Spatial dropout 2D',
  family: 'regularization',
  arity: 'one',
  trainingOnly: true,
  params: z.object({
    rate: z.number().min(0).max(0.99).default(0.5).meta({
      title: 'Rate',
      description: 'The share of channels set to zero in each training step; the rest is scaled up to make up for it.',
    }),
  }),
  doc: {
    summary: 'Sets a random share of the channels to zero in each training step, each channel as a whole.',
    inputShape: '(batch, height, width, channels)',
    outputShape: 'as the input',
    formula: 'y = x · mask / (1 − rate) in training, one mask value per sample and channel; y = x afterwards',
    whenToUse: 'Between convolutions, where neighbouring pixels are so alike that dropping single ones hides nothing.',
    commonMistake: 'High rates on few channels: of eight channels, four are then missing at a time.',
    source: 'https://keras.io/api/layers/regularization_layers/spatial_dropout2d/',
  },
  next: ['conv2d', 'max_pooling2d'],
  summary: ({ rate }) => `${Number((rate * 100).toPrecision(3))} %`,
  inferShape: (inputs) => withPicture(inputs, { otherwise: 'use dropout' }, ({ tensor }) => infers(tensor)),
  weights: () => [],
  flops: () => 0,
  keras: {
    className: 'SpatialDropout2D',
    toConfig: ({ rate }) => ({ rate, seed: null, data_format: 'channels_last' }),
    fromConfig: ({ rate }) => ({ rate: rate as number }),
  },
});
