import { z } from 'zod';
import {
  augments,
  drawnByKeras,
  factorParam,
  fillModeParam,
  fillValueParam,
  interpolationParam,
  keepsPictures,
  sortedRange,
  spreadWords,
} from '../augmentation.ts';
import { defineLayer } from '../define.ts';

const shift = (title: string, side: string, ways: string) =>
  factorParam({
    title,
    description: `The farthest shifts, ${ways}, as a part of the ${side}: -0.1 to 0.1 of 64 pixels is up to 6.4 either way.`,
    standard: [-0.1, 0.1],
    min: -1,
    max: 1,
  });

/** Keras keeps a factor as it was given: one number f for ± f. */
const written = ([low, high]: [number, number]) => (low === -high ? high : [low, high]);

/** Shifts pictures at random, in training only. */
export const randomTranslation = defineLayer({
  type: 'random_translation',
  title: 'Random translation',
  alsoCalled: ['shift', 'augment', 'move'],
  ...augments,
  params: z.object({
    height_factor: shift('Height factor', 'height', 'up and down'),
    width_factor: shift('Width factor', 'width', 'left and right'),
    fill_mode: fillModeParam,
    interpolation: interpolationParam,
    fill_value: fillValueParam,
  }),
  doc: {
    summary: 'Shifts each picture by a random distance, differently in every epoch. Does nothing after training.',
    ...keepsPictures,
    formula: 'y[i, j] = x[i − dy, j − dx], dy and dx uniform in factor · side',
    whenToUse: 'Where the thing to recognise is not always in the middle.',
    commonMistake: 'Shifting so far that the thing itself leaves the picture.',
    source: 'https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_translation/',
  },
  next: ['random_contrast', 'conv2d'],
  summary: ({ height_factor, width_factor }) =>
    `${spreadWords(height_factor, 100, ' %')} × ${spreadWords(width_factor, 100, ' %')}`,
  keras: {
    className: 'RandomTranslation',
    toConfig: ({ height_factor, width_factor, ...params }) => ({
      height_factor: written(height_factor),
      width_factor: written(width_factor),
      ...params,
      ...drawnByKeras,
    }),
    fromConfig: ({ height_factor, width_factor, fill_mode, interpolation, fill_value }) => ({
      height_factor: sortedRange(height_factor),
      width_factor: sortedRange(width_factor),
      fill_mode: fill_mode as 'reflect',
      interpolation: interpolation as 'bilinear',
      fill_value: fill_value as number,
    }),
  },
});
