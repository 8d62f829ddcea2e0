import { z } from 'zod';
import { formatBatchShape } from '../../shapes/format.ts';
import type { SymbolicTensor } from '../../shapes/symbolic.ts';
import { knownElements } from '../../shapes/tensors.ts';
import { activationParam, activationSuffix } from '../activations.ts';
import { defineLayer } from '../define.ts';
import type { Remedy } from '../definition.ts';
import { type Einsum, einsumSizes, parseEinsum } from '../einsum.ts';
import { fails, infers } from '../inference.ts';
import { kerasForm } from '../keras-form.ts';
import { activityRegularizerParam } from '../regularizers.ts';
import { weightOptions } from '../weight-options.ts';

/** As a dense layer does it, whatever the rank. */
const LAST_AXIS = '...a,ab->...b';

const params = z.object({
  equation: z.string().min(1).max(100).default(LAST_AXIS).meta({
    title: 'Equation',
    description: 'Letters for the axes of input, kernel and result, the batch first; ... stands for any others.',
  }),
  output_shape: z
    .array(
      z
        .int()
        .min(-1)
        .max(2 ** 24),
    )
    .min(1)
    .max(6)
    .refine((sizes) => !sizes.includes(0), { error: 'sizes of at least 1, or -1' })
    .default([64])
    .meta({
      title: 'Output shape',
      description: 'Without the batch and what ... stands for; -1 is taken from the input.',
      control: 'shape',
    }),
  activation: activationParam(),
  bias_axes: z.string().min(1).max(10).nullable().default(null).meta({
    title: 'Bias axes',
    description: 'Letters of the result that get a bias of their own.',
    whenEmpty: 'no bias',
  }),
  ...weightOptions({ kernel: 'glorot_uniform', bias: 'zeros' }),
  activity_regularizer: activityRegularizerParam,
});
type Params = z.infer<typeof params>;

const form = kerasForm('EinsumDense', params);

function analyse(input: SymbolicTensor | undefined, { equation, output_shape }: Params) {
  const einsum = input ? parseEinsum(equation, input.dims.length + 1) : null;
  const sizes = input && einsum ? einsumSizes(einsum, input, output_shape) : null;
  return einsum && sizes ? { einsum, sizes } : null;
}

/** The letters that the output shape gives sizes to. */
function statedAxes({ output, elided, left }: Einsum): string[] {
  return [...(left && elided > 0 ? output.slice(elided) : output.slice(1, left ? undefined : output.length - elided))];
}

/** An axis that has a bias though its size is left open, which Keras refuses. */
const openBias = (einsum: Einsum, { bias_axes, output_shape }: Params): string | undefined =>
  statedAxes(einsum).find((axis, index) => output_shape[index] === -1 && bias_axes?.includes(axis));

/** What works for any input: the last axis is mixed, and has the size that was asked for it. */
function overLastAxis({ output_shape, bias_axes }: Params): Remedy {
  const size = Math.max(1, output_shape.at(-1) ?? 1);
  const params = { equation: LAST_AXIS, output_shape: [size], bias_axes: bias_axes === null ? null : 'b' };
  return { kind: 'set-params', title: `Mix the last axis into ${size} features`, params };
}

/** A dense layer over any axes, given as an equation. */
export const einsumDense = defineLayer({
  type: 'einsum_dense',
  title: 'Einsum dense',
  family: 'core',
  arity: 'one',
  params,
  doc: {
    summary: 'A dense layer over any axes, given as an equation of letters.',
    inputShape: 'as the equation says',
    outputShape: '(batch, *output_shape)',
    formula: 'y = activation(einsum(equation, x, kernel) + bias)',
    whenToUse: 'Where a dense layer should mix other axes than the last, such as the heads of an attention.',
    commonMistake: 'Leaving out the batch: its letter comes first on both sides.',
    source: 'https://keras.io/api/layers/core_layers/einsum_dense/',
  },
  next: ['dropout', 'layer_normalization'],
  summary: ({ equation, activation }) => `${equation}${activationSuffix(activation)}`,
  inferShape: (inputs, values) => {
    const [input] = inputs;
    if (!input) return fails();
    const found = analyse(input, values);
    if (!found) {
      return fails({
        code: 'equation-mismatch',
        severity: 'error',
        param: 'equation',
        expected: `an equation for ${formatBatchShape(input)} with an output of ${values.output_shape.length} axes`,
        found: values.equation,
        message: `can't apply ${values.equation} with the output shape ${values.output_shape.join(', ')} to ${formatBatchShape(input)} from {input0}. Give each axis a letter, the batch first, such as abc,cd->abd for a sequence.`,
        remedies: [overLastAxis(values)],
      });
    }
    const { einsum, sizes } = found;
    const open = openBias(einsum, values);
    if (open !== undefined) {
      const known = statedAxes(einsum).map((axis) => sizes.get(axis)?.size ?? -1);
      return fails({
        code: 'bias-needs-size',
        severity: 'error',
        param: 'output_shape',
        expected: `a size for the axis ${open}`,
        found: values.output_shape.join(', '),
        message: `has a bias along the axis ${open}, whose size it must be told; the output shape says -1. Write the size.`,
        remedies: known.includes(-1)
          ? []
          : [{ kind: 'set-params', title: `Use ${known.join(', ')}`, params: { output_shape: known } }],
      });
    }
    return infers({
      dims: [...einsum.output].slice(1).map((axis) => sizes.get(axis) ?? { size: null, axis: 'other' }),
      dtype: 'float32',
    });
  },
  weights: (inputs, values) => {
    const found = analyse(inputs[0], values);
    if (!found) return [];
    const { einsum, sizes } = found;
    const sizeOf = (axis: string) => sizes.get(axis)?.size ?? 1;
    const countOf = (axes: string[]) => axes.map(sizeOf).reduce((product, size) => product * size, 1);
    const letters = [...einsum.weight];
    const fans = [
      countOf(letters.filter((axis) => !einsum.output.includes(axis))),
      countOf(letters.filter((axis) => einsum.output.includes(axis))),
    ] as const;
    const kernel = { name: 'kernel', shape: letters.map(sizeOf), trainable: true, fans };
    const { bias_axes } = values;
    if (bias_axes === null) return [kernel];
    const from = Math.min(...[...bias_axes].map((axis) => einsum.output.indexOf(axis)).filter((place) => place >= 0));
    const shape = [...einsum.output.slice(from)].map((axis) => (bias_axes.includes(axis) ? sizeOf(axis) : 1));
    return [kernel, { name: 'bias', shape, trainable: true }];
  },
  flops: (inputs, values, output) => {
    const found = analyse(inputs[0], values);
    if (!found) return 0;
    const { einsum, sizes } = found;
    const summed = [...einsum.weight].filter((axis) => !einsum.output.includes(axis));
    const terms = summed.reduce((count, axis) => count * (sizes.get(axis)?.size ?? 1), 1);
    return knownElements(output) * (2 * terms + (values.bias_axes === null ? 0 : 1));
  },
  keras: {
    ...form,
    toConfig: (values) => ({
      ...form.toConfig(values),
      output_shape: values.output_shape.map((size) => (size === -1 ? null : size)),
    }),
    fromConfig: (config) => {
      const shape = z.array(z.number().nullable()).safeParse(config.output_shape);
      const output_shape = shape.success ? shape.data.map((size) => size ?? -1) : config.output_shape;
      return form.fromConfig({ ...config, output_shape });
    },
  },
});
