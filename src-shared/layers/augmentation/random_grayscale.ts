import { z } from 'zod';
import { augments, inferColours, keepsPictures } from '../augmentation.ts';
import { defineLayer } from '../define.ts';

/** Takes the colour out of some pictures, in training only. */
export const randomGrayscale = defineLayer({
  type: 'random_grayscale',
  title: 'Random grayscale',
  ...augments,
  params: z.object({
    factor: z.number().min(0).max(1).default(0.5).meta({
      title: 'Factor',
      description: 'The part of pictures that turns grey.',
    }),
  }),
  doc: {
    summary: 'Takes the colour out of some pictures, others in every epoch. Does nothing after training.',
    ...keepsPictures,
    formula: 'y = 0.2989 red + 0.587 green + 0.114 blue in each channel, with probability factor',
    whenToUse: 'Where shape should count for more than colour.',
    commonMistake: 'Using it where colour decides, such as traffic lights.',
    source: 'https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_grayscale/',
  },
  next: ['rescaling', 'conv2d'],
  summary: ({ factor }) => `${Number((factor * 100).toPrecision(3))} %`,
  inferShape: inferColours([1, 3]),
  keras: {
    className: 'RandomGrayscale',
    toConfig: ({ factor }) => ({ factor, data_format: 'channels_last' }),
    fromConfig: ({ factor }) => ({ factor: factor as number }),
  },
});
