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

/** Makes the colours of each picture paler or stronger, differently in every epoch. In training only. */
export const randomSaturation = defineLayer({
  type: 'random_saturation',
  title: 'Random saturation',
  ...augments,
  params: z.object({
    factor: factorParam({
      title: 'Factor',
      description: '0.5 leaves colours as they are, below is paler down to grey, above is stronger.',
      standard: [0.4, 0.6],
      min: -1,
      max: 1,
    }),
    value_range: valueRangeParam,
  }),
  doc: {
    summary:
      'Makes the colours of each picture paler or stronger, differently in every epoch. Does nothing after training.',
    ...keepsPictures,
    formula: 'saturation · f / (1 − f) in HSV',
    whenToUse: 'For cameras that show colours differently.',
    commonMistake: 'Taking 0 for no change: 0 is grey, 0.5 changes nothing.',
    source: 'https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_saturation/',
  },
  next: ['rescaling', 'conv2d'],
  summary: ({ factor }) => rangeWords(factor),
  inferShape: inferColours([3]),
  keras: {
    className: 'RandomSaturation',
    toConfig: (params) => ({ ...params, ...drawnByKeras }),
    fromConfig: ({ factor, value_range }) => ({
      factor: factor as [number, number],
      value_range: value_range as [number, number],
    }),
  },
});
