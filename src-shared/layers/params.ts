import { z } from 'zod';
import type { SpatialRank } from './inference.ts';

const unitOf = (axes: SpatialRank): string => (axes === 1 ? 'steps' : 'px');

/** Two whole numbers, height first; one number stands for both, as in Keras. */
export const pair = (min: number, max: number) =>
  z.preprocess(
    (value) => (typeof value === 'number' ? [value, value] : value),
    z.tuple([z.int().min(min).max(max), z.int().min(min).max(max)]),
  );

/** One whole number for each of so many axes; one number stands for all, as in Keras. */
export const sizes = (axes: number, min: number, max: number) =>
  z.preprocess(
    (value) => (typeof value === 'number' ? new Array<number>(axes).fill(value) : value),
    z.array(z.int().min(min).max(max)).length(axes),
  );

/** As often as there are axes. */
export const each = (axes: number, size: number): number[] => new Array<number>(axes).fill(size);

export const kernelSizeParam = (axes: SpatialRank) =>
  sizes(axes, 1, 255)
    .default(each(axes, 3))
    .meta({ title: 'Kernel size', description: 'Extent of the window that each filter looks at.', unit: unitOf(axes) });

export const stridesParam = (axes: SpatialRank) =>
  sizes(axes, 1, 255)
    .default(each(axes, 1))
    .meta({
      title: 'Strides',
      description: 'How far the window moves at a time; 2 halves the size of the result.',
      unit: unitOf(axes),
    });

export const filtersParam = z.int().min(1).max(65_536).default(32).meta({
  title: 'Filters',
  description: 'How many patterns to look for; each gives one channel of the result.',
});

export const depthMultiplierParam = z.int().min(1).max(4096).default(1).meta({
  title: 'Depth multiplier',
  description: 'How many filters each channel gets of its own.',
  advanced: true,
});

export const paddingParam = z.enum(['valid', 'same']).default('valid').meta({
  title: 'Padding',
  description: 'valid uses only whole windows, so the result shrinks; same pads the border with zeros.',
});

/** For sequences, where a window that sees only what came before can be asked for. */
export const causalPaddingParam = z.enum(['valid', 'same', 'causal']).default('valid').meta({
  title: 'Padding',
  description:
    'valid uses only whole windows; same pads both ends with zeros; causal pads the start, so that nothing sees the future.',
});

export const useBiasParam = z.boolean().default(true).meta({
  title: 'Use bias',
  description: 'Adds one trainable number per output; not needed right before a normalization.',
  advanced: true,
});

export const dilationParam = (axes: SpatialRank) =>
  sizes(axes, 1, 64)
    .default(each(axes, 1))
    .meta({
      title: 'Dilation',
      description: 'Gap between the points of the window: 2 looks at every other one. Needs strides of 1.',
      unit: unitOf(axes),
      advanced: true,
    });
