import { z } from 'zod';
import { inferAugmentation, symmetricFactor } from '../augmentation.ts';
import { defineLayer } from '../define.ts';

/** Raises or lowers the contrast of pictures at random, in training only. */
export const randomContrast = defineLayer({
  type: 'random_contrast',
  title: 'Random contrast',
  family: 'augmentation',
  arity: 'one',
  trainingOnly: true,
  params: z.object({
    factor: z.number().min(0).max(1).default(0.1).meta({
      title: 'Factor',
      description: 'How much contrast is lost or gained at most: 0.1 is between 90 % and 110 %.',
    }),
    value_range: z
      .tuple([z.number().min(-1e6).max(1e6), z.number().min(-1e6).max(1e6)])
      .refine(([low, high]) => low < high, { error: 'the first value must be below the second' })
      .default([0, 255])
      .meta({
        title: 'Value range',
        description: 'The smallest and largest pixel value; results are cut off there. 0 to 1 after a rescaling.',
      }),
  }),
  doc: {
    summary: 'Raises or lowers the contrast of each picture, differently in every epoch. Does nothing after training.',
    inputShape: '(batch, height, width, channels)',
    outputShape: 'as the input',
    formula: 'y = (x − mean) · f + mean per channel, f uniform in 1 ± factor, cut off at the value range',
    whenToUse: 'For photographs under changing light.',
    commonMistake: 'Putting it after a rescaling with the value range still 0 to 255.',
    source: 'https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_contrast/',
  },
  next: ['rescaling', 'conv2d'],
  summary: ({ factor }) => `± ${Number((factor * 100).toPrecision(3))} %`,
  inferShape: inferAugmentation,
  weights: () => [],
  flops: () => 0,
  keras: {
    className: 'RandomContrast',
    toConfig: ({ factor, value_range }) => ({
      factor: [factor, factor],
      value_range,
      seed: null,
      data_format: 'channels_last',
    }),
    fromConfig: ({ factor, value_range }) => ({
      factor: symmetricFactor(factor),
      value_range: value_range as [number, number],
    }),
  },
});
