import { z } from 'zod';
import {
  fillModeParam,
  fillValueParam,
  inferAugmentation,
  interpolationParam,
  symmetricFactor,
} from '../augmentation.ts';
import { defineLayer } from '../define.ts';

const factorParam = (title: string, side: string) =>
  z
    .number()
    .min(0)
    .max(1)
    .default(0.1)
    .meta({
      title,
      description: `The farthest shift either way, as a part of the ${side}: 0.1 of 64 pixels is up to 6.4.`,
    });

/** Shifts pictures at random, in training only. */
export const randomTranslation = defineLayer({
  type: 'random_translation',
  title: 'Random translation',
  family: 'augmentation',
  arity: 'one',
  trainingOnly: true,
  params: z.object({
    height_factor: factorParam('Height factor', 'height'),
    width_factor: factorParam('Width factor', 'width'),
    fill_mode: fillModeParam,
    interpolation: interpolationParam,
    fill_value: fillValueParam,
  }),
  doc: {
    summary: 'Shifts each picture by a random distance, differently in every epoch. Does nothing after training.',
    inputShape: '(batch, height, width, channels)',
    outputShape: 'as the input',
    formula: 'y[i, j] = x[i − dy, j − dx], dy and dx uniform in ± factor · side',
    whenToUse: 'Where the thing to recognise is not always in the middle.',
    commonMistake: 'Shifting so far that the thing itself leaves the picture.',
    source: 'https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_translation/',
  },
  next: ['random_contrast', 'conv2d'],
  summary: ({ height_factor, width_factor }) =>
    `± ${[height_factor, width_factor].map((factor) => Number((factor * 100).toPrecision(3))).join(' × ')} %`,
  inferShape: inferAugmentation,
  weights: () => [],
  flops: () => 0,
  keras: {
    className: 'RandomTranslation',
    toConfig: ({ height_factor, width_factor, fill_mode, interpolation, fill_value }) => ({
      height_factor,
      width_factor,
      fill_mode,
      interpolation,
      seed: null,
      fill_value,
      data_format: 'channels_last',
    }),
    fromConfig: ({ height_factor, width_factor, fill_mode, interpolation, fill_value }) => ({
      height_factor: symmetricFactor(height_factor),
      width_factor: symmetricFactor(width_factor),
      fill_mode: fill_mode as 'reflect',
      interpolation: interpolation as 'bilinear',
      fill_value: fill_value as number,
    }),
  },
});
