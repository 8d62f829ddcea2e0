import { z } from 'zod';

/** Two whole numbers, height first; one number stands for both, as in Keras. */
export const pair = (min: number, max: number) =>
  z.preprocess(
    (value) => (typeof value === 'number' ? [value, value] : value),
    z.tuple([z.int().min(min).max(max), z.int().min(min).max(max)]),
  );

export const kernelSizeParam = pair(1, 255)
  .default([3, 3])
  .meta({ title: 'Kernel size', description: 'Height and width of the window that each filter looks at.', unit: 'px' });

export const stridesParam = pair(1, 255).default([1, 1]).meta({
  title: 'Strides',
  description: 'How far the window moves at a time; 2 halves the size of the result.',
  unit: 'px',
});

export const depthMultiplierParam = z.int().min(1).max(4096).default(1).meta({
  title: 'Depth multiplier',
  description: 'How many filters each channel gets of its own.',
  advanced: true,
});

export const paddingParam = z.enum(['valid', 'same']).default('valid').meta({
  title: 'Padding',
  description: 'valid uses only whole windows, so the picture shrinks; same pads the border with zeros.',
});

export const useBiasParam = z.boolean().default(true).meta({
  title: 'Use bias',
  description: 'Adds one trainable number per output; not needed right before a normalization.',
  advanced: true,
});

export const dilationParam = pair(1, 64).default([1, 1]).meta({
  title: 'Dilation',
  description: 'Gap between the points of the window: 2 looks at every other pixel. Needs strides of 1.',
  unit: 'px',
  advanced: true,
});
