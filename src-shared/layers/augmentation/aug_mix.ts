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

/** Several chains of augmentations, mixed with the picture itself, in training only. */
export const augMix = defineLayer({
  type: 'aug_mix',
  title: 'AugMix',
  ...augments,
  params: z.object({
    value_range: valueRangeParam,
    num_chains: z.int().min(1).max(8).default(3).meta({
      title: 'Chains',
      description: 'How many changed versions are mixed.',
    }),
    chain_depth: z.int().min(1).max(8).default(3).meta({
      title: 'Chain depth',
      description: 'How many changes a version goes through at most.',
    }),
    factor: factorParam({
      title: 'Factor',
      description: 'How strong the changes are: bounds that all draw from.',
      standard: [0, 0.3],
      min: 0,
      max: 1,
    }),
    alpha: z.number().min(0.01).max(100).default(1).meta({
      title: 'Alpha',
      description: 'How evenly versions are mixed: small values let one stand out.',
    }),
    all_ops: z.boolean().default(true).meta({
      title: 'All operations',
      description: 'Brightness, colour, contrast and sharpness too.',
    }),
    interpolation: interpolationParam,
  }),
  doc: {
    summary: 'Mixes each picture with versions that went through random changes. Does nothing after training.',
    ...keepsPictures,
    formula: 'y = m · x + (1 − m) · Σ wₖ · chainₖ(x), m of a beta, w of a Dirichlet distribution',
    whenToUse: 'For networks that shall stand noise, blur and weather they never saw.',
    commonMistake: 'On a CPU: each step of each chain computes all changes, which is far more than a small network.',
    source: 'https://arxiv.org/abs/1912.02781',
  },
  next: ['rescaling', 'conv2d'],
  summary: ({ num_chains, chain_depth, factor }) => `${num_chains} × ${chain_depth} · ${rangeWords(factor)}`,
  inferShape: inferColours([1, 3]),
  keras: {
    className: 'AugMix',
    toConfig: (params) => ({ ...params, ...drawnByKeras }),
    fromConfig: ({ value_range, num_chains, chain_depth, factor, alpha, all_ops, interpolation }) => ({
      value_range: value_range as [number, number],
      num_chains: num_chains as number,
      chain_depth: chain_depth as number,
      factor: factor as [number, number],
      alpha: alpha as number,
      all_ops: all_ops as boolean,
      interpolation: interpolation as 'bilinear',
    }),
  },
});
