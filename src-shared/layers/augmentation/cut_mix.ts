import { z } from 'zod';
import { augments, drawnByKeras, factorParam, keepsPictures, rangeWords } from '../augmentation.ts';
import { defineLayer } from '../define.ts';

/** Puts a rectangle of another picture of the batch into each, and mixes their targets by its area, in training only. */
export const cutMix = defineLayer({
  type: 'cut_mix',
  title: 'CutMix',
  ...augments,
  params: z.object({
    factor: factorParam({
      title: 'Factor',
      description: 'Bounds of how evenly areas are shared: small values leave mostly one of the two pictures.',
      standard: [0, 1],
      min: 0,
      max: 1,
    }),
  }),
  doc: {
    summary: 'Puts a rectangle of another picture into each, and mixes what is to be learned. Nothing after training.',
    ...keepsPictures,
    formula: 'y = m · yᵢ + (1 − m) · yⱼ, 1 − m the rectangle’s part of the area',
    whenToUse: 'For pictures of one thing each, where every part of it should count.',
    commonMistake: 'Judging by the training accuracy: of mixed pictures it stays low, the validation’s counts.',
    source: 'https://arxiv.org/abs/1905.04899',
  },
  next: ['rescaling', 'conv2d'],
  summary: ({ factor }) => rangeWords(factor),
  keras: {
    className: 'CutMix',
    toConfig: ({ factor }) => ({ factor, ...drawnByKeras }),
    fromConfig: ({ factor }) => ({ factor: factor as [number, number] }),
  },
});
