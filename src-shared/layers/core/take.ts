import { z } from 'zod';
import { formatBatchShape } from '../../shapes/format.ts';
import { defineLayer } from '../define.ts';
import { fails, infers } from '../inference.ts';
import { positionOf } from '../normalization.ts';

/** Chooses places along one axis: the last time step, colours in another order. Keras's operation `take`. */
export const take = defineLayer({
  type: 'take',
  title: 'Take',
  alsoCalled: ['gather', 'slice', 'class token', 'index'],
  family: 'core',
  arity: 'one',
  params: z.object({
    axis: z
      .int()
      .min(-8)
      .max(8)
      .refine((axis) => axis !== 0, { error: 'an axis other than 0, the batch' })
      .default(-1)
      .meta({ title: 'Axis', description: 'Along which axis; 1 is the first after the batch, -1 the last.' }),
    indices: z
      .preprocess((value) => (typeof value === 'number' ? [value] : value), z.array(z.int()).min(1).max(100_000))
      .default([0])
      .meta({
        title: 'Places',
        description: 'Which places are kept and in which order: 0 is the first, -1 the last.',
        control: 'list',
      }),
    drop: z.boolean().default(false).meta({
      title: 'Drop the axis',
      description: 'Where one place is taken: the axis goes, instead of staying with size 1.',
      advanced: true,
    }),
  }),
  doc: {
    summary: 'Keeps chosen places along one axis, in the order given.',
    inputShape: '(batch, …)',
    outputShape: 'as many along the axis as there are places; without the axis where it is dropped',
    formula: 'for the last axis: y[…, i] = x[…, places[i]]',
    whenToUse: 'For the last step of a sequence (axis 1, place -1), or colours in another order (2, 1, 0).',
    commonMistake: 'Counting from 1: the first place is 0.',
    source: 'https://keras.io/api/ops/numpy/',
  },
  next: ['dense', 'concatenate', 'conv2d'],
  summary: ({ axis, indices }) => `${indices.slice(0, 4).join(', ')}${indices.length > 4 ? '…' : ''} · axis ${axis}`,
  inferShape: ([input], { axis, indices, drop }) => {
    if (!input) return fails();
    const place = positionOf(input, axis);
    const dim = place === null ? undefined : input.dims[place];
    if (!dim) {
      return fails({
        code: 'no-such-axis',
        severity: 'error',
        param: 'axis',
        expected: `an axis of ${formatBatchShape(input)}, counted from 1 or from -1 at the end`,
        found: `${axis}`,
        message: `takes places of axis ${axis}, which ${formatBatchShape(input)} from {input0} does not have. Use -1, the last.`,
        remedies: [{ kind: 'set-params', title: 'Use the last axis', params: { axis: -1 } }],
      });
    }
    const { size } = dim;
    const outside = size === null ? undefined : indices.find((index) => index < -size || index >= size);
    if (size !== null && outside !== undefined) {
      return fails({
        code: 'bad-parameter',
        severity: 'error',
        param: 'indices',
        expected: `places from 0 to ${size - 1}, or from -${size} to -1`,
        found: `${outside}`,
        message: `takes place ${outside} of an axis of ${size}; {input0} gives ${formatBatchShape(input)}. Places are counted from 0.`,
      });
    }
    if (drop && indices.length > 1) {
      return fails({
        code: 'bad-parameter',
        severity: 'error',
        param: 'drop',
        expected: 'one place, or an axis that stays',
        found: `${indices.length} places`,
        message: `takes ${indices.length} places, so their axis can't be dropped. Take one, or keep the axis.`,
        remedies: [{ kind: 'set-params', title: 'Keep the axis', params: { drop: false } }],
      });
    }
    const kept = drop ? [] : [{ ...dim, size: indices.length }];
    return infers({ ...input, dims: input.dims.flatMap((one, index) => (index === place ? kept : [one])) });
  },
  weights: () => [],
  flops: () => 0,
  keras: {
    className: 'Take',
    module: 'keras.src.ops.numpy',
    toConfig: ({ axis }) => ({ axis }),
    fromConfig: ({ axis }) => ({ axis: axis as number }),
    callArguments: ['indices', 'drop'],
    // One number instead of a list is how Keras is told to drop the axis.
    call: ([input], { indices, drop }) => ({
      args: input === undefined ? [] : [input, drop ? indices[0] : indices],
      kwargs: {},
    }),
  },
});
