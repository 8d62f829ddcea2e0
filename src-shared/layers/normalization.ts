import { z } from 'zod';
import type { SymbolicTensor } from '../shapes/symbolic.ts';
import type { Inference, WeightSpec } from './definition.ts';
import { fails, infers, unknownSize } from './inference.ts';

export const epsilonParam = z.number().min(0).max(1).default(0.001).meta({
  title: 'Epsilon',
  description: 'Added to the variance, so that nothing is divided by zero.',
  advanced: true,
});

export const centerParam = z.boolean().default(true).meta({
  title: 'Center',
  description: 'Adds a trainable offset (beta) to each channel afterwards.',
  advanced: true,
});

export const scaleParam = z.boolean().default(true).meta({
  title: 'Scale',
  description: 'Multiplies each channel by a trainable factor (gamma) afterwards.',
  advanced: true,
});

/** Any shape goes through, as long as the last dimension, which the weights follow, is known. */
export function inferNormalization(inputs: readonly SymbolicTensor[]): Inference {
  const input = inputs[0];
  if (!input) return fails();
  return input.dims.at(-1)?.size == null ? unknownSize(input) : infers({ ...input, dtype: 'float32' });
}

/** One value per channel for each name. */
export const channelWeights = (
  inputs: readonly SymbolicTensor[],
  names: readonly { readonly name: string; readonly trainable: boolean; readonly used: boolean }[],
): WeightSpec[] =>
  names
    .filter(({ used }) => used)
    .map(({ name, trainable }) => ({ name, shape: [inputs[0]?.dims.at(-1)?.size ?? 0], trainable }));
