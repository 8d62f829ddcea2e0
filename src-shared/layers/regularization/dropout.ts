import { z } from 'zod';
import { defineLayer } from '../define.ts';
import { passesThrough } from '../inference.ts';

/** Hides a random part of the values in each step of training. */
export const dropout = defineLayer({
  type: 'dropout',
  title: 'Dropout',
  family: 'regularization',
  shortcut: 'o',
  arity: 'one',
  trainingOnly: true,
  params: z.object({
    rate: z.number().min(0).max(0.99).default(0.5).meta({
      title: 'Rate',
      description: 'The share of values set to zero in each training step; the rest is scaled up to make up for it.',
    }),
  }),
  doc: {
    summary: 'Sets a random share of the values to zero in each training step, so that no single one is relied on.',
    inputShape: 'any',
    outputShape: 'as the input',
    formula: 'y = x · mask / (1 − rate) in training; y = x afterwards',
    whenToUse: 'Before the last dense layers, when training accuracy runs far ahead of validation accuracy.',
    commonMistake: 'Putting it right before batch normalization: the statistics gathered in training are then off.',
    source: 'https://keras.io/api/layers/regularization_layers/dropout/',
  },
  next: ['dense', 'conv2d'],
  summary: ({ rate }) => `${Number((rate * 100).toPrecision(3))} %`,
  inferShape: passesThrough,
  weights: () => [],
  flops: () => 0,
  keras: {
    className: 'Dropout',
    toConfig: ({ rate }) => ({ rate, seed: null, noise_shape: null }),
    fromConfig: ({ rate }) => ({ rate: rate as number }),
  },
});
