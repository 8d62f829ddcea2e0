import { z } from 'zod';
import { augments, drawnByKeras, keepsPictures } from '../augmentation.ts';
import { defineLayer } from '../define.ts';

/** Blends each picture with another of its batch, and their targets likewise, in training only. */
export const mixUp = defineLayer({
  type: 'mix_up',
  title: 'MixUp',
  ...augments,
  params: z.object({
    alpha: z.number().min(0.01).max(100).default(0.2).meta({
      title: 'Alpha',
      description: 'How evenly pictures are blended: small values leave mostly one of the two.',
    }),
  }),
  doc: {
    summary:
      'Blends each picture with another of its batch, and what is to be learned likewise. Nothing after training.',
    ...keepsPictures,
    formula: 'x = m · xᵢ + (1 − m) · xⱼ and y = m · yᵢ + (1 − m) · yⱼ, m of a beta distribution (α, α)',
    whenToUse: 'For small datasets, and for networks that are too sure of themselves.',
    commonMistake: 'Judging by the training accuracy: of blended pictures it stays low, the validation’s counts.',
    source: 'https://arxiv.org/abs/1710.09412',
  },
  next: ['rescaling', 'conv2d'],
  summary: ({ alpha }) => `α ${alpha}`,
  keras: {
    className: 'MixUp',
    toConfig: ({ alpha }) => ({ alpha, ...drawnByKeras }),
    fromConfig: ({ alpha }) => ({ alpha: alpha as number }),
  },
});
