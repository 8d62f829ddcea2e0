import { z } from 'zod';
import { inferAugmentation } from '../augmentation.ts';
import { defineLayer } from '../define.ts';

const modeWords = { horizontal: 'left–right', vertical: 'up–down', horizontal_and_vertical: 'both ways' } as const;

/** Mirrors pictures at random, in training only. */
export const randomFlip = defineLayer({
  type: 'random_flip',
  title: 'Random flip',
  alsoCalled: ['mirror', 'augment'],
  family: 'augmentation',
  arity: 'one',
  trainingOnly: true,
  params: z.object({
    mode: z.enum(['horizontal', 'vertical', 'horizontal_and_vertical']).default('horizontal_and_vertical').meta({
      title: 'Mode',
      description: 'horizontal mirrors left and right, vertical up and down, each for half of the pictures.',
    }),
  }),
  doc: {
    summary: 'Mirrors half of the pictures, differently in every epoch. Does nothing after training.',
    inputShape: '(batch, height, width, channels)',
    outputShape: 'as the input',
    formula: 'y[i, j] = x[i, width − 1 − j] with probability ½ (horizontal)',
    whenToUse: 'Where a mirrored picture still shows the same thing: animals, food, rooms.',
    commonMistake: 'Flipping what has a side: letters, digits, road signs.',
    source: 'https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_flip/',
  },
  next: ['random_rotation', 'random_translation', 'conv2d'],
  summary: ({ mode }) => modeWords[mode],
  inferShape: inferAugmentation,
  weights: () => [],
  flops: () => 0,
  keras: {
    className: 'RandomFlip',
    toConfig: ({ mode }) => ({ mode, seed: null, data_format: 'channels_last' }),
    fromConfig: ({ mode }) => ({ mode: mode as 'horizontal' }),
  },
});
