import { z } from 'zod';
import { augments, drawnByKeras, factorParam, keepsPictures, spreadWords, valueRangeParam } from '../augmentation.ts';
import { defineLayer } from '../define.ts';

/** Raises or lowers the contrast of pictures at random, in training only. */
export const randomContrast = defineLayer({
  type: 'random_contrast',
  title: 'Random contrast',
  ...augments,
  params: z.object({
    factor: factorParam({
      title: 'Factor',
      description: 'How much contrast is lost, and how much gained, at most: 0.1 and 0.2 are between 90 % and 120 %.',
      standard: [0.1, 0.1],
      min: 0,
      max: 1,
      // As Keras documents it. Keras itself takes one number for (0, f), and writes down which range it took.
      ofNumber: (value) => [value, value],
    }),
    value_range: valueRangeParam,
  }),
  doc: {
    summary: 'Raises or lowers the contrast of each picture, differently in every epoch. Does nothing after training.',
    ...keepsPictures,
    formula: 'y = (x − mean) · f + mean per channel, f uniform in 1 − lost to 1 + gained, cut off at the value range',
    whenToUse: 'For photographs under changing light.',
    commonMistake: 'Putting it after a rescaling with the value range still 0 to 255.',
    source: 'https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_contrast/',
  },
  next: ['rescaling', 'conv2d'],
  summary: ({ factor: [lost, gained] }) => spreadWords([-lost, gained], 100, ' %'),
  keras: {
    className: 'RandomContrast',
    toConfig: (params) => ({ ...params, ...drawnByKeras }),
    fromConfig: ({ factor, value_range }) => ({
      factor: factor as [number, number],
      value_range: value_range as [number, number],
    }),
  },
});
