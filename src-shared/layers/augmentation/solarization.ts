import { z } from 'zod';
import { augments, drawnByKeras, factorParam, keepsPictures, rangeWords, valueRangeParam } from '../augmentation.ts';
import { defineLayer } from '../define.ts';

const bounds = { min: 0, max: 1, standard: [0, 0] } as const;

/** Turns what is bright into its negative, in training only. */
export const solarization = defineLayer({
  type: 'solarization',
  title: 'Solarization',
  ...augments,
  params: z.object({
    addition_factor: factorParam({
      title: 'Addition factor',
      description: 'How much lighter the picture becomes before; as a part of the brightest value.',
      ...bounds,
    }),
    threshold_factor: factorParam({
      title: 'Threshold factor',
      description: 'What is brighter than this becomes its negative; 0 inverts everything.',
      ...bounds,
    }),
    value_range: valueRangeParam,
  }),
  doc: {
    summary: 'Turns what is brighter than a random threshold into its negative. Does nothing after training.',
    ...keepsPictures,
    formula: 'y = x + a where that is below the threshold, 255 − (x + a) elsewhere (in values of 0 to 255)',
    whenToUse: 'As a part of strong augmentation, where shapes should count and levels shouldn’t.',
    commonMistake: 'Leaving both factors at 0, which inverts every picture.',
    source: 'https://keras.io/api/layers/preprocessing_layers/image_augmentation/solarization/',
  },
  next: ['rescaling', 'conv2d'],
  summary: ({ threshold_factor }) => `threshold ${rangeWords(threshold_factor)}`,
  keras: {
    className: 'Solarization',
    toConfig: (params) => ({ ...params, ...drawnByKeras }),
    fromConfig: ({ addition_factor, threshold_factor, value_range }) => ({
      // Both ends are from 0 up: one number f is the range from 0 to f.
      addition_factor: addition_factor as [number, number],
      threshold_factor: threshold_factor as [number, number],
      value_range: value_range as [number, number],
    }),
  },
});
