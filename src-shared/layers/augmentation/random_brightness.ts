import { z } from 'zod';
import { augments, drawnByKeras, factorParam, keepsPictures, rangeWords, valueRangeParam } from '../augmentation.ts';
import { defineLayer } from '../define.ts';

/** Makes each picture lighter or darker, differently in every epoch. In training only. */
export const randomBrightness = defineLayer({
  type: 'random_brightness',
  title: 'Random brightness',
  ...augments,
  params: z.object({
    factor: factorParam({
      title: 'Factor',
      description:
        'What is added, as a part of the value range: -0.2 is up to a fifth darker, 0.2 up to a fifth lighter.',
      standard: [-0.2, 0.2],
      min: -1,
      max: 1,
    }),
    value_range: valueRangeParam,
  }),
  doc: {
    summary: 'Makes each picture lighter or darker, differently in every epoch. Does nothing after training.',
    ...keepsPictures,
    formula: 'y = x + f · (high − low), cut off at the value range',
    whenToUse: 'For photographs taken at different times of day.',
    commonMistake: 'Putting it after a rescaling with the value range still 0 to 255.',
    source: 'https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_brightness/',
  },
  next: ['rescaling', 'conv2d'],
  summary: ({ factor }) => rangeWords(factor),
  keras: {
    className: 'RandomBrightness',
    toConfig: (params) => ({ ...params, ...drawnByKeras }),
    fromConfig: ({ factor, value_range }) => ({
      factor: factor as [number, number],
      value_range: value_range as [number, number],
    }),
  },
});
