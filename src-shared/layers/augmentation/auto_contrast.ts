import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { inferAugmentation, keepsPictures, rangeWords, valueRangeParam } from '../augmentation.ts';
import { defineLayer } from '../define.ts';

/** Stretches the values of each channel of each picture to the whole range; after training too. */
export const autoContrast = defineLayer({
  type: 'auto_contrast',
  title: 'Auto contrast',
  family: 'augmentation',
  arity: 'one',
  params: z.object({ value_range: valueRangeParam }),
  doc: {
    summary: 'Makes the darkest value of each channel black and the brightest white, in training and after it.',
    ...keepsPictures,
    formula: 'y = (x − min) · 255 / (max − min) per picture and channel',
    whenToUse: 'Where pictures differ in light, and only differences within one count.',
    commonMistake: 'Using it where the level itself is the message, such as a dark or a bright sky.',
    source: 'https://keras.io/api/layers/preprocessing_layers/image_augmentation/auto_contrast/',
  },
  next: ['rescaling', 'conv2d'],
  summary: ({ value_range }) => rangeWords(value_range),
  inferShape: inferAugmentation,
  weights: () => [],
  // Smallest and largest are looked for, then each value is shifted and scaled.
  flops: (_inputs, _params, output) => 4 * knownElements(output),
  keras: {
    className: 'AutoContrast',
    toConfig: ({ value_range }) => ({ value_range, data_format: 'channels_last' }),
    fromConfig: ({ value_range }) => ({ value_range: value_range as [number, number] }),
  },
});
