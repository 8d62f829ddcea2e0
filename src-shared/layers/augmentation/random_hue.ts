import { z } from 'zod';
import {
  augments,
  drawnByKeras,
  factorParam,
  inferColours,
  keepsPictures,
  rangeWords,
  valueRangeParam,
} from '../augmentation.ts';
import { defineLayer } from '../define.ts';

/** Turns the colours of each picture, differently in every epoch. In training only. */
export const randomHue = defineLayer({
  type: 'random_hue',
  title: 'Random hue',
  ...augments,
  params: z.object({
    factor: factorParam({
      title: 'Factor',
      description: 'How far colours turn either way, as a part of half the colour circle: 1 turns red into cyan.',
      standard: [0, 0.1],
      min: 0,
      max: 1,
    }),
    value_range: valueRangeParam,
  }),
  doc: {
    summary: 'Turns the colours of each picture, differently in every epoch. Does nothing after training.',
    ...keepsPictures,
    formula: 'hue + f / 2 in HSV, f uniform in ± factor',
    whenToUse: 'Where the colour of a thing doesn’t tell what it is.',
    commonMistake: 'Turning colours that decide: ripe and unripe, red and green lights.',
    source: 'https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_hue/',
  },
  next: ['rescaling', 'conv2d'],
  summary: ({ factor }) => rangeWords(factor),
  inferShape: inferColours([3]),
  keras: {
    className: 'RandomHue',
    toConfig: (params) => ({ ...params, ...drawnByKeras }),
    fromConfig: ({ factor, value_range }) => ({
      factor: factor as [number, number],
      value_range: value_range as [number, number],
    }),
  },
});
