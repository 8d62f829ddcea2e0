import { z } from 'zod';
import type { SymbolicTensor } from '../shapes/symbolic.ts';
import type { Inference } from './definition.ts';
import { infers, withPicture } from './inference.ts';

export const fillModeParam = z.enum(['reflect', 'wrap', 'constant', 'nearest']).default('reflect').meta({
  title: 'Fill mode',
  description: 'What appears beyond the border: the picture mirrored, repeated, one value, or its edge drawn out.',
});

export const fillValueParam = z.number().min(-1e6).max(1e6).default(0).meta({
  title: 'Fill value',
  description: 'The value beyond the border when the fill mode is constant.',
  advanced: true,
});

export const interpolationParam = z.enum(['bilinear', 'nearest']).default('bilinear').meta({
  title: 'Interpolation',
  description: 'bilinear blends neighbouring pixels; nearest repeats them.',
  advanced: true,
});

/** Augmentation changes pixels, never the shape. */
export const inferAugmentation = (inputs: readonly SymbolicTensor[]): Inference =>
  withPicture(inputs, {}, ({ tensor }) => infers({ ...tensor, dtype: 'float32' }));

/**
 * Keras stores a single factor f as a range: (-f, f), or (0, f) where its lower bound is 0 (a quirk of RandomContrast,
 * whose documentation says 1 ± f). Any other range stays one and becomes a problem of the parameter.
 */
export function symmetricFactor(value: unknown): number {
  const range = z.tuple([z.number(), z.number()]).safeParse(value);
  if (!range.success) return value as number;
  const [low, high] = range.data;
  return Math.abs(low) === high || low === 0 ? high : (value as number);
}
