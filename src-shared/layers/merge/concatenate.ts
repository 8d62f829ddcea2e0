import { z } from 'zod';
import { formatBatchShape } from '../../shapes/format.ts';
import type { Dimension, SymbolicTensor } from '../../shapes/symbolic.ts';
import { defineLayer } from '../define.ts';
import type { Remedy } from '../definition.ts';
import { fails, infers } from '../inference.ts';
import { addAxis } from '../missing-axis.ts';

/** Joins several tensors along one axis, by default their channels. */
export const concatenate = defineLayer({
  type: 'concatenate',
  title: 'Concatenate',
  alsoCalled: ['concat', 'join', 'skip connection', 'merge'],
  family: 'merge',
  arity: 'many',
  mask: 'any',
  params: z.object({
    axis: z
      .int()
      .min(-6)
      .max(6)
      .refine((axis) => axis !== 0, { error: 'not 0, which is the batch' })
      .default(-1)
      .meta({
        title: 'Axis',
        description: 'The dimension to join along; -1 is the last (channels or features), 0 the batch, which stays.',
        advanced: true,
      }),
  }),
  doc: {
    summary: 'Puts its inputs side by side along one dimension.',
    inputShape: 'two or more, equal in all but the joined dimension',
    outputShape: 'the joined dimension is the sum',
    formula: 'y = [x₁, x₂, …]',
    whenToUse: 'To let the next layer see the results of several paths at once.',
    commonMistake: 'Joining pictures of different sizes; pad or pool them to one size first.',
    source: 'https://keras.io/api/layers/merging_layers/concatenate/',
  },
  next: ['conv2d', 'dense', 'batch_normalization'],
  summary: ({ axis }) => (axis === -1 ? '' : `axis ${axis}`),
  inferShape: (inputs, { axis }) => {
    const [head, ...rest] = inputs;
    if (!head) return fails();
    // Keras counts the batch as axis 0; the dimensions here leave it out.
    const along = axis < 0 ? head.dims.length + axis : axis - 1;
    if (along < 0 || along >= head.dims.length) {
      const found = formatBatchShape(head);
      return fails({
        code: 'axis-out-of-range',
        severity: 'error',
        param: 'axis',
        expected: `an axis of ${found}`,
        found: `${axis}`,
        message: `can't join along axis ${axis}: {input0} gives ${found}. Use -1, the last dimension.`,
        remedies: [{ kind: 'set-params', title: 'Join along the last dimension', params: { axis: -1 } }],
      });
    }
    let dims: readonly Dimension[] = head.dims;
    for (const [index, tensor] of rest.entries()) {
      const fits =
        tensor.dims.length === dims.length &&
        tensor.dims.every((dim, at) => at === along || dim.size === dims[at]?.size || dim.size === null);
      if (!fits) {
        const found = [formatBatchShape(head), formatBatchShape(tensor)];
        return fails({
          code: 'shape-mismatch',
          severity: 'error',
          expected: 'inputs equal in all dimensions but the joined one',
          found: found.join(' and '),
          message: `joins inputs that differ in one dimension at most; got ${found[0]} from {input0} and ${found[1]} from {input${index + 1}}. Bring them to one size first (padding same, or pooling).`,
          remedies: [...sameRank(head, tensor, along, index + 1), ...asRows(head, tensor, axis, index + 1)],
        });
      }
      dims = dims.map((dim, at) => {
        if (at !== along) return dim;
        const more = tensor.dims[at]?.size ?? null;
        return { ...dim, size: dim.size === null || more === null ? null : dim.size + more };
      });
    }
    return infers({ dims, dtype: head.dtype });
  },
  weights: () => [],
  flops: () => 0,
  keras: {
    className: 'Concatenate',
    toConfig: ({ axis }) => ({ axis }),
    fromConfig: ({ axis }) => ({ axis: axis as number }),
  },
});

/** Where one of two lacks just the axis that they are joined along. */
function sameRank(head: SymbolicTensor, tensor: SymbolicTensor, along: number, index: number): readonly Remedy[] {
  const [short, long, input] = head.dims.length < tensor.dims.length ? [head, tensor, 0] : [tensor, head, index];
  const others = long.dims.filter((_, at) => at !== along);
  const fits = short.dims.length === others.length && others.every(({ size }, at) => size === short.dims[at]?.size);
  return fits ? addAxis(short, along, long.dims[along]?.axis ?? 'other', { input }) : [];
}

/** Beside a row of values a picture or a sequence is joined as a row itself, where the axis is the last one of rows too. */
function asRows(head: SymbolicTensor, tensor: SymbolicTensor, axis: number, index: number): readonly Remedy[] {
  const [short, long, input] = head.dims.length < tensor.dims.length ? [head, tensor, index] : [tensor, head, 0];
  if (short.dims.length !== 1 || long.dims.length < 2 || (axis !== -1 && axis !== 1)) return [];
  const title = `Flatten {input${input}}, to join rows of values`;
  return [{ kind: 'insert-before', title, type: 'flatten', params: {}, input }];
}
