import { z } from 'zod';
import { formatBatchShape } from '../shapes/format.ts';
import type { SymbolicTensor } from '../shapes/symbolic.ts';
import type { Inference, LayerProblem, WeightSpec } from './definition.ts';
import { fails, infers, unknownSize } from './inference.ts';
import { weightOptions } from './weight-options.ts';

export const epsilonParam = (standard: number) =>
  z.number().min(0).max(1).default(standard).meta({
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

const axis = z.int().min(-8).max(8);

/** One axis; the batch is axis 0 and never one of them. */
export const axisParam = axis
  .refine((value) => value !== 0, { error: 'an axis other than 0, the batch' })
  .default(-1)
  .meta({
    title: 'Axis',
    description: 'The axis that keeps values of its own, usually the channels: -1, the last.',
    advanced: true,
  });

/** One axis or several; Keras takes a number or a list. */
export const axesParam = (description: string) =>
  z
    .preprocess((value) => (typeof value === 'number' ? [value] : value), z.array(axis).min(1).max(8))
    .refine((axes) => !axes.includes(0), { error: 'axes other than 0, the batch' })
    .default([-1])
    .meta({ title: 'Axis', description, control: 'shape', advanced: true });

/** gamma and beta, and how they start. */
export const scaleAndOffset = { ...weightOptions({ beta: 'zeros', gamma: 'ones' }) };

/** The position in `dims` (without the batch) of an axis as Keras counts it; null where there is none. */
export function positionOf(tensor: SymbolicTensor, axis: number): number | null {
  const position = axis < 0 ? tensor.dims.length + axis : axis - 1;
  return tensor.dims[position] ? position : null;
}

const noSuchAxis = (tensor: SymbolicTensor, axis: number): LayerProblem => ({
  code: 'no-such-axis',
  severity: 'error',
  param: 'axis',
  expected: `an axis of ${formatBatchShape(tensor)}, counted from 1 or from -1 at the end`,
  found: `${axis}`,
  message: `works along axis ${axis}, which ${formatBatchShape(tensor)} from {input0} does not have. Use -1, the last.`,
  remedies: [{ kind: 'set-params', title: 'Use the last axis', params: { axis: -1 } }],
});

/** Any shape goes through, as long as the sizes along the axes, which the weights follow, are known. */
export function inferNormalization(inputs: readonly SymbolicTensor[], axes: readonly number[]): Inference {
  const input = inputs[0];
  if (!input) return fails();
  for (const axis of axes) {
    const position = positionOf(input, axis);
    if (position === null) return fails(noSuchAxis(input, axis));
    if (input.dims[position]?.size === null) return unknownSize(input);
  }
  return infers({ ...input, dtype: 'float32' });
}

/** The sizes of a tensor along axes, in the order that Keras sorts them. */
export const sizesAlong = (inputs: readonly SymbolicTensor[], axes: readonly number[]): number[] =>
  [...axes].sort((a, b) => a - b).map((axis) => inputs[0]?.dims[positionOf(inputs[0], axis) ?? -1]?.size ?? 0);

/** One value per position of `shape` for each name. */
export const normalizationWeights = (
  shape: readonly number[],
  names: readonly { readonly name: string; readonly trainable: boolean; readonly used: boolean }[],
): WeightSpec[] => names.filter(({ used }) => used).map(({ name, trainable }) => ({ name, shape, trainable }));
