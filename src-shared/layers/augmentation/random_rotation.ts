import { z } from 'zod';
import {
  augments,
  drawnByKeras,
  factorParam,
  fillModeParam,
  fillValueParam,
  interpolationParam,
  keepsPictures,
  spreadWords,
} from '../augmentation.ts';
import { defineLayer } from '../define.ts';

/** Turns pictures by a random angle, in training only. */
export const randomRotation = defineLayer({
  type: 'random_rotation',
  title: 'Random rotation',
  alsoCalled: ['rotate', 'augment', 'turn'],
  ...augments,
  params: z.object({
    factor: factorParam({
      title: 'Factor',
      description: 'The smallest and the largest angle, as a part of a full turn: -0.1 to 0.1 is up to 36° either way.',
      standard: [-0.1, 0.1],
      min: -1,
      max: 1,
    }),
    fill_mode: fillModeParam,
    interpolation: interpolationParam,
    fill_value: fillValueParam,
  }),
  doc: {
    summary: 'Turns each picture by a random angle, differently in every epoch. Does nothing after training.',
    ...keepsPictures,
    formula: 'angle uniform in factor · 360°, around the centre',
    whenToUse: 'Where things may be tilted: photographs by hand, objects on a table.',
    commonMistake: 'Too large a factor: an upside-down 6 is a 9.',
    source: 'https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_rotation/',
  },
  next: ['random_translation', 'conv2d'],
  summary: ({ factor }) => spreadWords(factor, 360, '°'),
  keras: {
    className: 'RandomRotation',
    toConfig: (params) => ({ ...params, ...drawnByKeras }),
    fromConfig: ({ factor, fill_mode, interpolation, fill_value }) => ({
      factor: factor as [number, number],
      fill_mode: fill_mode as 'reflect',
      interpolation: interpolation as 'bilinear',
      fill_value: fill_value as number,
    }),
  },
});
