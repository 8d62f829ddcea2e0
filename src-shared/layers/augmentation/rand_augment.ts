import { z } from 'zod';
import {
  augments,
  drawnByKeras,
  factorParam,
  inferColours,
  interpolationParam,
  keepsPictures,
  rangeWords,
  valueRangeParam,
} from '../augmentation.ts';
import { defineLayer } from '../define.ts';

/** A few of eleven augmentations after another, chosen anew for each batch, in training only. */
export const randAugment = defineLayer({
  type: 'rand_augment',
  title: 'RandAugment',
  alsoCalled: ['augment automatically'],
  ...augments,
  params: z.object({
    value_range: valueRangeParam,
    num_ops: z.int().min(1).max(8).default(2).meta({
      title: 'Operations',
      description: 'How many of the eleven are applied, one after another.',
    }),
    factor: factorParam({
      title: 'Factor',
      description: 'How strong they are: bounds that all eleven draw from.',
      standard: [0, 0.5],
      min: 0,
      max: 1,
    }),
    interpolation: interpolationParam,
  }),
  doc: {
    summary:
      'Shears, shifts, turns, brightens, fades, sharpens, posterizes… each batch at random. Does nothing after training.',
    ...keepsPictures,
    formula: 'num_ops of eleven layers, drawn with replacement for each batch',
    whenToUse: 'Where one wants strong augmentation and no time to choose it.',
    commonMistake: 'On a CPU: all eleven are computed for each operation, which costs more than a small network.',
    source: 'https://arxiv.org/abs/1909.13719',
  },
  next: ['rescaling', 'conv2d'],
  summary: ({ num_ops, factor }) => `${num_ops} × ${rangeWords(factor)}`,
  inferShape: inferColours([1, 3]),
  keras: {
    className: 'RandAugment',
    toConfig: (params) => ({ ...params, ...drawnByKeras }),
    fromConfig: ({ value_range, num_ops, factor, interpolation }) => ({
      value_range: value_range as [number, number],
      num_ops: num_ops as number,
      factor: factor as [number, number],
      interpolation: interpolation as 'bilinear',
    }),
  },
});
