import { z } from 'zod';
import { formatBatchShape, formatCount } from '../../shapes/format.ts';
import { elementCount, tensorOf } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { fails, infers } from '../inference.ts';

/** Gives the values of a sample another shape; one size may be -1 and follows from the rest. */
export const reshape = defineLayer({
  type: 'reshape',
  title: 'Reshape',
  alsoCalled: ['view', 'unflatten'],
  family: 'core',
  arity: 'one',
  params: z.object({
    target_shape: z
      .array(
        z
          .int()
          .min(-1)
          .max(2 ** 26),
      )
      .max(6)
      .refine((sizes) => !sizes.includes(0) && sizes.filter((size) => size === -1).length <= 1, {
        error: 'sizes of at least 1, and at most one -1',
      })
      .default([-1])
      .meta({
        title: 'Target shape',
        description: 'The new shape without the batch; one size may be -1 and is worked out from the others.',
        control: 'shape',
      }),
  }),
  doc: {
    summary: 'Gives the values of a sample another shape, in the same order.',
    inputShape: '(batch, …)',
    outputShape: '(batch, *target_shape)',
    formula: 'the same values, row by row',
    whenToUse: 'To turn a row of values into a picture or a sequence.',
    commonMistake: 'Using it to swap dimensions: it only regroups values, it does not move them.',
    source: 'https://keras.io/api/layers/reshaping_layers/reshape/',
  },
  summary: ({ target_shape }) => target_shape.join(' × '),
  inferShape: (inputs, { target_shape }) => {
    const input = inputs[0];
    if (!input) return fails();
    const total = elementCount(input.dims);
    const rest = target_shape.filter((size) => size !== -1).reduce((count, size) => count * size, 1);
    const open = target_shape.includes(-1);
    if (total === null) return infers(tensorOf(target_shape.map((size) => (size === -1 ? null : size))));
    if (open ? total % rest !== 0 : total !== rest) {
      const asked = `(batch, ${target_shape.join(', ')})`;
      return fails({
        code: 'reshape-mismatch',
        severity: 'error',
        param: 'target_shape',
        expected: open ? `a number of values that ${formatCount(rest)} divides` : `${formatCount(rest)} values`,
        found: `${formatCount(total)} values`,
        message: `can't make ${asked} out of the ${formatCount(total)} values of ${formatBatchShape(input)} from {input0}. Set sizes whose product is ${formatCount(total)}, or one of them to -1.`,
        remedies: [{ kind: 'set-params', title: 'Put all values in one row', params: { target_shape: [-1] } }],
      });
    }
    return infers({
      ...tensorOf(target_shape.map((size) => (size === -1 ? total / rest : size))),
      dtype: input.dtype,
    });
  },
  weights: () => [],
  flops: () => 0,
  keras: {
    className: 'Reshape',
    toConfig: ({ target_shape }) => ({ target_shape }),
    fromConfig: ({ target_shape }) => ({ target_shape: target_shape as number[] }),
  },
});
