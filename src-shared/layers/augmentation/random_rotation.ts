import { z } from 'zod';
import {
  fillModeParam,
  fillValueParam,
  inferAugmentation,
  interpolationParam,
  symmetricFactor,
} from '../augmentation.ts';
import { defineLayer } from '../define.ts';

/** Turns pictures by a random angle, in training only. */
export const randomRotation = defineLayer({
  type: 'random_rotation',
  title: 'Random rotation',
  family: 'augmentation',
  arity: 'one',
  trainingOnly: true,
  params: z.object({
    factor: z.number().min(0).max(1).default(0.1).meta({
      title: 'Factor',
      description: 'The largest angle either way, as a part of a full turn: 0.1 is up to 36 degrees.',
      unit: 'turns',
    }),
    fill_mode: fillModeParam,
    interpolation: interpolationParam,
    fill_value: fillValueParam,
  }),
  doc: {
    summary: 'Turns each picture by a random angle, differently in every epoch. Does nothing after training.',
    inputShape: '(batch, height, width, channels)',
    outputShape: 'as the input',
    formula: 'angle uniform in ± factor · 360°, around the centre',
    whenToUse: 'Where things may be tilted: photographs by hand, objects on a table.',
    commonMistake: 'Too large a factor: an upside-down 6 is a 9.',
    source: 'https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_rotation/',
  },
  next: ['random_translation', 'conv2d'],
  summary: ({ factor }) => `± ${Number((factor * 360).toPrecision(3))}°`,
  inferShape: inferAugmentation,
  weights: () => [],
  flops: () => 0,
  keras: {
    className: 'RandomRotation',
    toConfig: ({ factor, fill_mode, interpolation, fill_value }) => ({
      factor: [-factor, factor],
      fill_mode,
      interpolation,
      seed: null,
      fill_value,
      data_format: 'channels_last',
    }),
    fromConfig: ({ factor, fill_mode, interpolation, fill_value }) => ({
      factor: symmetricFactor(factor),
      fill_mode: fill_mode as 'reflect',
      interpolation: interpolation as 'bilinear',
      fill_value: fill_value as number,
    }),
  },
});
