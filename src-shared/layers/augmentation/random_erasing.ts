import { z } from 'zod';
import { augments, drawnByKeras, factorParam, keepsPictures, rangeWords, valueRangeParam } from '../augmentation.ts';
import { defineLayer } from '../define.ts';

/** Covers a rectangle of some pictures, in training only. */
export const randomErasing = defineLayer({
  type: 'random_erasing',
  title: 'Random erasing',
  alsoCalled: ['cutout'],
  ...augments,
  params: z.object({
    factor: factorParam({
      title: 'Factor',
      description: 'Bounds of the probability with which a picture is covered.',
      standard: [0, 1],
      min: 0,
      max: 1,
    }),
    scale: factorParam({
      title: 'Scale',
      description: 'Bounds of the squares of the rectangle’s sides, as parts of the picture’s.',
      standard: [0.02, 0.33],
      min: 0,
      max: 1,
    }),
    fill_value: z.number().min(-1e6).max(1e6).nullable().default(null).meta({
      title: 'Fill value',
      description: 'What covers the rectangle.',
      whenEmpty: 'noise',
    }),
    value_range: valueRangeParam,
  }),
  doc: {
    summary: 'Covers a rectangle of some pictures, others in every epoch. Does nothing after training.',
    ...keepsPictures,
    formula: 'y = fill within a random rectangle, x elsewhere',
    whenToUse: 'Where things are partly hidden, and against networks that look at one spot only.',
    commonMistake: 'Covering so much that a person couldn’t tell either.',
    source: 'https://arxiv.org/abs/1708.04896',
  },
  next: ['rescaling', 'conv2d'],
  summary: ({ scale }) => rangeWords(scale),
  keras: {
    className: 'RandomErasing',
    toConfig: (params) => ({ ...params, ...drawnByKeras }),
    fromConfig: ({ factor, scale, fill_value, value_range }) => ({
      factor: factor as [number, number],
      scale: scale as [number, number],
      fill_value: fill_value as number,
      value_range: value_range as [number, number],
    }),
  },
});
