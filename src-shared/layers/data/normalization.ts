import { z } from 'zod';
import type { SymbolicTensor } from '../../shapes/symbolic.ts';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { fails, infers } from '../inference.ts';
import { positionOf } from '../normalization.ts';

/** The sizes of the axes that keep statistics of their own, in the order of the axes; null where one isn't there. */
function keptSizes(tensor: SymbolicTensor, axes: readonly number[]): number[] | null {
  const positions = axes.map((axis) => positionOf(tensor, axis));
  const sizes = positions
    .filter((position) => position !== null)
    .sort((a, b) => a - b)
    .map((position) => tensor.dims[position]?.size ?? null);
  const known = sizes.filter((size) => size !== null);
  return known.length === axes.length ? known : null;
}

const statistics = (title: string, description: string) =>
  z
    .preprocess((value) => (typeof value === 'number' ? [value] : value), z.array(z.number()).min(1).max(1_000_000))
    .nullable()
    .default(null)
    .meta({ title, description, control: 'list', whenEmpty: 'measured on the training data' });

const written = (values: readonly number[] | null, axes: readonly number[]) =>
  values && axes.length === 0 ? (values[0] ?? 0) : values;

/** Brings values to mean 0 and variance 1 by statistics of the data. */
export const normalization = defineLayer({
  type: 'normalization',
  title: 'Normalization',
  alsoCalled: ['standardize', 'z-score', 'mean and variance'],
  family: 'data',
  arity: 'one',
  normalizes: true,
  mask: 'pass',
  params: z.object({
    axis: z
      .preprocess(
        (value) => (typeof value === 'number' ? [value] : (value ?? [])),
        z.array(z.int().min(-8).max(8)).max(8),
      )
      .refine((axes) => !axes.includes(0), { error: 'axes other than 0, the batch' })
      .default([-1])
      .meta({
        title: 'Axis',
        description: 'Axes with a mean and a variance for each place, usually the last; none: one for all values.',
        control: 'shape',
        advanced: true,
      }),
    mean: statistics('Mean', 'What is subtracted: one number, or one for each place along the axis.'),
    variance: statistics('Variance', 'By whose root is divided; given together with the mean.'),
    invert: z.boolean().default(false).meta({
      title: 'Invert',
      description: 'Goes the other way: from normalized values back.',
      advanced: true,
    }),
  }),
  doc: {
    summary: 'Subtracts the mean and divides by the standard deviation of the data, each feature by its own.',
    inputShape: 'any',
    outputShape: 'as the input',
    formula: 'y = (x − mean) / √variance',
    whenToUse: 'Right after an input of measurements: features of different units become comparable.',
    commonMistake: 'A mean without a variance, or statistics of the test data.',
    source: 'https://keras.io/api/layers/preprocessing_layers/numerical/normalization/',
  },
  next: ['dense', 'conv2d', 'concatenate'],
  summary: ({ mean, axis }) => `${mean ? 'given' : 'of the data'} · axis ${axis.join(', ') || 'none'}`,
  inferShape: ([input], { axis, mean, variance }) => {
    if (!input) return fails();
    const kept = keptSizes(input, axis);
    const width = kept?.at(-1) ?? 1;
    const wrong = [mean, variance].find((values) => values && values.length !== 1 && values.length !== width);
    if (!kept) {
      return fails({
        code: 'no-such-axis',
        severity: 'error',
        param: 'axis',
        expected: `axes of known size between 1 and ${input.dims.length}`,
        found: axis.join(', '),
        message: `has no axis ${axis.join(', ')} of known size; {input0} gives ${input.dims.length} axes beside the batch.`,
      });
    }
    if ((mean === null) !== (variance === null) || wrong) {
      return fails({
        code: 'bad-parameter',
        severity: 'error',
        param: mean === null ? 'mean' : 'variance',
        expected: `a mean and a variance, of 1 or ${width} numbers each`,
        found: `${mean?.length ?? 'no'} and ${variance?.length ?? 'no'} numbers`,
        message: `needs both mean and variance, or neither, each of 1 or ${width} numbers; it has ${mean?.length ?? 'no'} and ${variance?.length ?? 'no'}.`,
      });
    }
    return infers({ ...input, dtype: 'float32' });
  },
  weights: ([input], { axis, mean }) => {
    const shape = (input && keptSizes(input, axis)) ?? [];
    if (mean !== null) return [];
    return [
      { name: 'mean', shape, trainable: false, initializer: 'Zeros' },
      { name: 'variance', shape, trainable: false, initializer: 'Ones' },
      { name: 'count', shape: [], trainable: false, initializer: 'Zeros' },
    ];
  },
  flops: (_inputs, _params, output) => 2 * knownElements(output),
  keras: {
    className: 'Normalization',
    toConfig: ({ axis, mean, variance, invert }) => ({
      axis,
      mean: written(mean, axis),
      variance: written(variance, axis),
      invert,
    }),
    fromConfig: ({ axis, mean, variance, invert }) => ({
      axis: axis as number[],
      mean: mean as number[],
      variance: variance as number[],
      invert: invert as boolean,
    }),
  },
});
