import { z } from 'zod';
import {
  augments,
  drawnByKeras,
  factorParam,
  fillModeParam,
  fillValueParam,
  interpolationParam,
  keepsPictures,
  rangeWords,
} from '../augmentation.ts';
import { defineLayer } from '../define.ts';

const bounds = { min: -1, max: 1 } as const;

/** Keras takes no range below zero, not even one that it wrote itself, but one number f for ± f. */
const written = ([low, high]: [number, number]) => (low < 0 && low === -high ? high : [low, high]);

/** Slants pictures at random, in training only. */
export const randomShear = defineLayer({
  type: 'random_shear',
  title: 'Random shear',
  ...augments,
  params: z.object({
    x_factor: factorParam({
      title: 'X factor',
      description: 'How far a row slides along x for each row below the top, either way: 0.2 is a fifth of a pixel.',
      standard: [0, 0],
      ...bounds,
    }),
    y_factor: factorParam({
      title: 'Y factor',
      description: 'How far a column slides along y for each column from the left, either way.',
      standard: [0, 0],
      ...bounds,
    }),
    interpolation: interpolationParam,
    fill_mode: fillModeParam,
    fill_value: fillValueParam,
  }),
  doc: {
    summary: 'Slants each picture, differently in every epoch. Does nothing after training.',
    ...keepsPictures,
    formula: 'y[i, j] = x[i + s_y · j, j + s_x · i], s uniform in ± factor',
    whenToUse: 'For handwriting, and for things that are seen from different sides.',
    commonMistake: 'Leaving both factors at 0, which slants nothing.',
    source: 'https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_shear/',
  },
  next: ['random_rotation', 'rescaling', 'conv2d'],
  summary: ({ x_factor, y_factor }) => `x ${rangeWords(x_factor)} · y ${rangeWords(y_factor)}`,
  keras: {
    className: 'RandomShear',
    toConfig: ({ x_factor, y_factor, ...params }) => ({
      x_factor: written(x_factor),
      y_factor: written(y_factor),
      ...params,
      ...drawnByKeras,
    }),
    fromConfig: ({ x_factor, y_factor, fill_mode, interpolation, fill_value }) => ({
      x_factor: x_factor as [number, number],
      y_factor: y_factor as [number, number],
      interpolation: interpolation as 'bilinear',
      fill_mode: fill_mode as 'reflect',
      fill_value: fill_value as number,
    }),
  },
});
