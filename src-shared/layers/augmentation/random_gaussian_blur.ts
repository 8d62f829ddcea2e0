import { z } from 'zod';
import { augments, drawnByKeras, factorParam, keepsPictures, rangeWords, valueRangeParam } from '../augmentation.ts';
import { defineLayer } from '../define.ts';
import { pair } from '../params.ts';

const odd = (size: number) => size % 2 === 1;

/** Blurs some pictures by a bell of random width, in training only. */
export const randomGaussianBlur = defineLayer({
  type: 'random_gaussian_blur',
  title: 'Random Gaussian blur',
  alsoCalled: ['blur'],
  ...augments,
  params: z.object({
    factor: factorParam({
      title: 'Factor',
      description: 'Bounds of the probability with which a picture is blurred.',
      standard: [0, 1],
      min: 0,
      max: 1,
    }),
    kernel_size: pair(1, 99)
      .refine((size) => size.every(odd), { error: 'odd numbers' })
      .default([3, 3])
      .meta({
        title: 'Kernel size',
        description: 'How far a pixel is smeared: odd numbers.',
        unit: 'px',
      }),
    sigma: factorParam({
      title: 'Sigma',
      description: 'Bounds of the width of the bell; 0 blurs nothing.',
      standard: [0, 1],
      min: 0,
      max: 1,
    }),
    value_range: valueRangeParam,
  }),
  doc: {
    summary: 'Blurs some pictures, others in every epoch. Does nothing after training.',
    ...keepsPictures,
    formula: 'y = x ∗ exp(−r² / 2σ²), cut off at the value range',
    whenToUse: 'For cameras that move or are out of focus.',
    commonMistake: 'Blurring away what tells the classes apart.',
    source: 'https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_gaussian_blur/',
  },
  next: ['rescaling', 'conv2d'],
  summary: ({ kernel_size, sigma }) => `${kernel_size.join('×')} · σ ${rangeWords(sigma)}`,
  keras: {
    className: 'RandomGaussianBlur',
    toConfig: (params) => ({ ...params, ...drawnByKeras }),
    fromConfig: ({ factor, kernel_size, sigma, value_range }) => ({
      factor: factor as [number, number],
      kernel_size: kernel_size as [number, number],
      sigma: sigma as [number, number],
      value_range: value_range as [number, number],
    }),
  },
});
