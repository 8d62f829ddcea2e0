import { z } from 'zod';
import { cropSizes, inferCrop } from '../augmentation.ts';
import { defineLayer } from '../define.ts';

/** Cuts out a random window of pictures in training, and the middle afterwards. */
export const randomCrop = defineLayer({
  type: 'random_crop',
  title: 'Random crop',
  family: 'augmentation',
  arity: 'one',
  params: z.object(cropSizes),
  doc: {
    summary: 'Cuts out a window, another for each batch. After training it is the largest one in the middle, resized.',
    inputShape: '(batch, height, width, channels)',
    outputShape: '(batch, crop height, crop width, channels)',
    formula: 'y[i, j] = x[i + top, j + left], top and left random',
    whenToUse: 'Where the thing may be anywhere, and pictures are larger than needed.',
    commonMistake: 'A window so small that the thing is often outside.',
    source: 'https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_crop/',
  },
  next: ['rescaling', 'conv2d'],
  summary: ({ height, width }) => `${height} × ${width}`,
  inferShape: (inputs, params) => inferCrop(inputs, params),
  weights: () => [],
  flops: () => 0,
  keras: {
    className: 'RandomCrop',
    toConfig: ({ height, width }) => ({ height, width, data_format: 'channels_last' }),
    fromConfig: ({ height, width }) => ({ height: height as number, width: width as number }),
  },
});
