import { z } from 'zod';
import { augments, drawnByKeras, factorParam, keepsPictures, rangeWords, valueRangeParam } from '../augmentation.ts';
import { defineLayer } from '../define.ts';

/** Blurs or sharpens each picture, differently in every epoch. In training only. */
export const randomSharpness = defineLayer({
  type: 'random_sharpness',
  title: 'Random sharpness',
  ...augments,
  params: z.object({
    factor: factorParam({
      title: 'Factor',
      description: '0.5 leaves pictures as they are, 0 blurs, 1 sharpens.',
      standard: [0, 1],
      min: 0,
      max: 1,
    }),
    value_range: valueRangeParam,
  }),
  doc: {
    summary: 'Blurs or sharpens each picture, differently in every epoch. Does nothing after training.',
    ...keepsPictures,
    formula: 'y = x + (1 − 2 f) · (blur(x) − x), cut off at the value range',
    whenToUse: 'For cameras and scans of different quality.',
    commonMistake: 'Taking 0 for no change: 0 blurs most, 0.5 changes nothing.',
    source: 'https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_sharpness/',
  },
  next: ['rescaling', 'conv2d'],
  summary: ({ factor }) => rangeWords(factor),
  keras: {
    className: 'RandomSharpness',
    toConfig: (params) => ({ ...params, ...drawnByKeras }),
    fromConfig: ({ factor, value_range }) => ({
      factor: factor as [number, number],
      value_range: value_range as [number, number],
    }),
  },
});
