import { z } from 'zod';
import { formatBatchShape } from '../../shapes/format.ts';
import { sizesOf, tensorOf } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { fails, infers } from '../inference.ts';

/** Joins tensors of one shape along an axis of its own. Keras's operation `stack`. */
export const stack = defineLayer({
  type: 'stack',
  title: 'Stack',
  family: 'merge',
  arity: 'many',
  params: z.object({
    axis: z
      .int()
      .min(-8)
      .max(8)
      .refine((axis) => axis !== 0, { error: 'an axis other than 0, the batch' })
      .default(-1)
      .meta({ title: 'Axis', description: 'Where the new axis stands; 1 is right after the batch, -1 the end.' }),
  }),
  doc: {
    summary: 'Puts its inputs one behind the other along a new axis.',
    inputShape: 'two or more of one shape',
    outputShape: 'as an input, with one axis more, as long as there are inputs',
    formula: 'for the last axis: y[…, i] = xᵢ[…]',
    whenToUse: 'To make a sequence of several vectors, or a picture of several planes.',
    commonMistake: 'Meaning concatenate, which makes an axis longer that is there.',
    source: 'https://keras.io/api/ops/numpy/',
  },
  next: ['conv2d', 'lstm', 'flatten'],
  summary: ({ axis }) => (axis === -1 ? '' : `axis ${axis}`),
  inferShape: (inputs, { axis }) => {
    const [head] = inputs;
    if (!head) return fails();
    const rank = head.dims.length;
    const place = axis < 0 ? rank + 1 + axis : axis - 1;
    if (place < 0 || place > rank) {
      return fails({
        code: 'axis-out-of-range',
        severity: 'error',
        param: 'axis',
        expected: `a place among the axes of ${formatBatchShape(head)}`,
        found: `${axis}`,
        message: `can't put a new axis at ${axis}: {input0} gives ${formatBatchShape(head)}. Use -1, the end.`,
        remedies: [{ kind: 'set-params', title: 'Stack at the end', params: { axis: -1 } }],
      });
    }
    const other = inputs.findIndex(
      ({ dims }) => dims.length !== rank || dims.some(({ size }, index) => size !== head.dims[index]?.size),
    );
    const odd = inputs[other];
    if (odd) {
      const found = `${formatBatchShape(head)} and ${formatBatchShape(odd)}`;
      return fails({
        code: 'shape-mismatch',
        severity: 'error',
        expected: 'inputs of one shape',
        found,
        message: `stacks inputs of one shape; got ${formatBatchShape(head)} from {input0} and ${formatBatchShape(odd)} from {input${other}}. Bring them to one size first.`,
      });
    }
    return infers(tensorOf(sizesOf(head).toSpliced(place, 0, inputs.length), head.dtype));
  },
  weights: () => [],
  flops: () => 0,
  keras: {
    className: 'Stack',
    module: 'keras.src.ops.numpy',
    toConfig: ({ axis }) => ({ axis }),
    fromConfig: ({ axis }) => ({ axis: axis as number }),
  },
});
