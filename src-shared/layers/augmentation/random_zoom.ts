import { z } from 'zod';
import {
  augments,
  drawnByKeras,
  factorParam,
  fillModeParam,
  fillValueParam,
  interpolationParam,
  keepsPictures,
  optionalFactorParam,
  rangeWords,
  sortedRange,
} from '../augmentation.ts';
import { defineLayer } from '../define.ts';

const bounds = { min: -0.999, max: 1 } as const;

/** Moves nearer to or farther from the middle of pictures at random, in training only. */
export const randomZoom = defineLayer({
  type: 'random_zoom',
  title: 'Random zoom',
  alsoCalled: ['scale', 'augment'],
  ...augments,
  params: z.object({
    height_factor: factorParam({
      title: 'Height factor',
      description: 'How much more height is shown: 0.2 is up to 20 % farther away, -0.2 up to 20 % nearer.',
      standard: [-0.2, 0.2],
      ...bounds,
    }),
    width_factor: optionalFactorParam({
      title: 'Width factor',
      description: 'The same for the width; empty keeps the proportions.',
      whenEmpty: 'as the height',
      ...bounds,
    }),
    fill_mode: fillModeParam,
    interpolation: interpolationParam,
    fill_value: fillValueParam,
  }),
  doc: {
    summary: 'Zooms in or out of each picture, differently in every epoch. Does nothing after training.',
    ...keepsPictures,
    formula: 'y[i, j] = x at (middle + (i − middle) · f), f uniform in 1 + factor',
    whenToUse: 'Where things appear at different distances.',
    commonMistake: 'Zooming in so far that the thing itself is cut off.',
    source: 'https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_zoom/',
  },
  next: ['random_rotation', 'rescaling', 'conv2d'],
  summary: ({ height_factor }) => rangeWords(height_factor),
  keras: {
    className: 'RandomZoom',
    toConfig: (params) => ({ ...params, ...drawnByKeras }),
    fromConfig: ({ height_factor, width_factor, fill_mode, interpolation, fill_value }) => ({
      height_factor: sortedRange(height_factor),
      width_factor: sortedRange(width_factor),
      fill_mode: fill_mode as 'reflect',
      interpolation: interpolation as 'bilinear',
      fill_value: fill_value as number,
    }),
  },
});
