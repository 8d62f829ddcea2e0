import { z } from 'zod';
import { cropSizes, inferCrop } from '../augmentation.ts';
import { defineLayer } from '../define.ts';

/** Cuts out the middle of pictures. */
export const centerCrop = defineLayer({
  type: 'center_crop',
  title: 'Center crop',
  family: 'augmentation',
  arity: 'one',
  params: z.object(cropSizes),
  doc: {
    summary: 'Cuts out the middle; a picture that is too small is cut to the proportions and enlarged.',
    inputShape: '(batch, height, width, channels)',
    outputShape: '(batch, crop height, crop width, channels)',
    formula: 'y[i, j] = x[i + (height − crop height) / 2, j + …]',
    whenToUse: 'Where the thing is in the middle and the border is noise.',
    commonMistake: 'Cropping here what the input could have cropped once and for all.',
    source: 'https://keras.io/api/layers/preprocessing_layers/image_preprocessing/center_crop/',
  },
  next: ['rescaling', 'conv2d'],
  summary: ({ height, width }) => `${height} × ${width}`,
  inferShape: (inputs, params) => inferCrop(inputs, params),
  weights: () => [],
  flops: () => 0,
  keras: {
    className: 'CenterCrop',
    toConfig: ({ height, width }) => ({ height, width, data_format: 'channels_last' }),
    fromConfig: ({ height, width }) => ({ height: height as number, width: width as number }),
  },
});
