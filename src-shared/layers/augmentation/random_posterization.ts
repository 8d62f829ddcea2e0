import { z } from 'zod';
import { augments, drawnByKeras, keepsPictures, valueRangeParam } from '../augmentation.ts';
import { defineLayer } from '../define.ts';

/** Keeps only the highest bits of each value, in training only. */
export const randomPosterization = defineLayer({
  type: 'random_posterization',
  title: 'Random posterization',
  ...augments,
  params: z.object({
    factor: z
      .preprocess(
        (value) => (typeof value === 'number' ? [1, value] : value),
        z.tuple([z.int().min(1).max(8), z.int().min(1).max(8)]),
      )
      .refine(([low, high]) => low <= high, { error: 'the first value must not be above the second' })
      .default([4, 8])
      .meta({
        title: 'Factor',
        description: 'How many of the 8 bits of a value are kept, from the first to below the second.',
        unit: 'bits',
        parts: ['from', 'to'],
      }),
    value_range: valueRangeParam,
  }),
  doc: {
    summary: 'Reduces each picture to fewer shades, differently in every epoch. Does nothing after training.',
    ...keepsPictures,
    formula: 'y = ⌊x / 2ˢ⌋ · 2ˢ, s = 8 − bits',
    whenToUse: 'Against networks that look at faint shades instead of shapes.',
    commonMistake: 'Keeping one bit only, which leaves black and grey.',
    source: 'https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_posterization/',
  },
  next: ['rescaling', 'conv2d'],
  summary: ({ factor: [low, high] }) => (high - low > 1 ? `${low} to ${high - 1} bits` : `${low} bits`),
  keras: {
    className: 'RandomPosterization',
    toConfig: (params) => ({ ...params, ...drawnByKeras }),
    fromConfig: ({ factor, value_range }) => ({
      factor: factor as [number, number],
      value_range: value_range as [number, number],
    }),
  },
});
