import { z } from 'zod';
import { augments, keepsPictures, valueRangeParam } from '../augmentation.ts';
import { defineLayer } from '../define.ts';

/** Spreads the values of each channel evenly over their range, in training only, as in Keras. */
export const equalization = defineLayer({
  type: 'equalization',
  title: 'Equalization',
  ...augments,
  params: z.object({
    value_range: valueRangeParam,
    bins: z.int().min(2).max(65_536).default(256).meta({
      title: 'Bins',
      description: 'How many levels are told apart.',
      advanced: true,
    }),
  }),
  doc: {
    summary: 'Spreads the values of each channel evenly over their range. Keras does so in training only.',
    ...keepsPictures,
    formula: 'y = (cdf(x) − cdf_min) · 255 / (cdf_max − cdf_min), over the batch',
    whenToUse: 'For flat, foggy or badly lit pictures, as a part of strong augmentation.',
    commonMistake: 'Expecting it to act after training: the network then sees pictures as they are.',
    source: 'https://keras.io/api/layers/preprocessing_layers/image_augmentation/equalization/',
  },
  next: ['rescaling', 'conv2d'],
  summary: ({ bins }) => `${bins} bins`,
  keras: {
    className: 'Equalization',
    toConfig: ({ value_range, bins }) => ({ value_range, bins, data_format: 'channels_last' }),
    fromConfig: ({ value_range, bins }) => ({ value_range: value_range as [number, number], bins: bins as number }),
  },
});
