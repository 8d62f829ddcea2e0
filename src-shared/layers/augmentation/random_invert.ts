import { z } from 'zod';
import { augments, drawnByKeras, factorParam, keepsPictures, rangeWords, valueRangeParam } from '../augmentation.ts';
import { defineLayer } from '../define.ts';

/** Turns some pictures into their negatives, others in every epoch. In training only. */
export const randomInvert = defineLayer({
  type: 'random_invert',
  title: 'Random invert',
  ...augments,
  params: z.object({
    factor: factorParam({
      title: 'Factor',
      description: 'Bounds of the probability with which a picture is turned into its negative.',
      standard: [0, 1],
      min: 0,
      max: 1,
    }),
    value_range: valueRangeParam,
  }),
  doc: {
    summary: 'Turns some pictures into their negatives, others in every epoch. Does nothing after training.',
    ...keepsPictures,
    formula: 'y = high − x',
    whenToUse: 'Where light on dark means the same as dark on light, such as scans.',
    commonMistake: 'Inverting photographs, which never look like that.',
    source: 'https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_invert/',
  },
  next: ['rescaling', 'conv2d'],
  summary: ({ factor }) => rangeWords(factor),
  keras: {
    className: 'RandomInvert',
    toConfig: (params) => ({ ...params, ...drawnByKeras }),
    fromConfig: ({ factor, value_range }) => ({
      factor: factor as [number, number],
      value_range: value_range as [number, number],
    }),
  },
});
