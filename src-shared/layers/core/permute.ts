import { z } from 'zod';
import { formatBatchShape } from '../../shapes/format.ts';
import type { Dimension } from '../../shapes/symbolic.ts';
import { defineLayer } from '../define.ts';
import { fails, infers } from '../inference.ts';

/** Changes the order of the dimensions of a sample. */
export const permute = defineLayer({
  type: 'permute',
  title: 'Permute',
  alsoCalled: ['transpose'],
  family: 'core',
  arity: 'one',
  params: z.object({
    dims: z
      .array(z.int().min(1).max(6))
      .min(1)
      .max(6)
      .refine((dims) => [...dims].sort((a, b) => a - b).every((dim, index) => dim === index + 1), {
        error: 'each of 1, 2, … once',
      })
      .default([2, 1])
      .meta({
        title: 'Order',
        description: 'Which dimension of the input comes first, second and so on; 1 is the first after the batch.',
        control: 'shape',
      }),
  }),
  doc: {
    summary: 'Changes the order of the dimensions of a sample, moving the values along.',
    inputShape: '(batch, …)',
    outputShape: 'the sizes of the input in the given order',
    formula: 'for the order 2, 1: y[j, i] = x[i, j]',
    whenToUse: 'To let the next layer work along another dimension, such as time instead of features.',
    commonMistake: 'Counting the batch: it is dimension 0 and stays where it is.',
    source: 'https://keras.io/api/layers/reshaping_layers/permute/',
  },
  summary: ({ dims }) => dims.join(' · '),
  inferShape: (inputs, { dims }) => {
    const input = inputs[0];
    if (!input) return fails();
    const rank = input.dims.length;
    if (dims.length !== rank) {
      const found = formatBatchShape(input);
      const kept = Array.from({ length: rank }, (_, index) => index + 1);
      return fails({
        code: 'rank-mismatch',
        severity: 'error',
        param: 'dims',
        expected: `an input of ${dims.length} dimensions after the batch`,
        found,
        message: `orders ${dims.length} dimensions; got ${found} from {input0}, which has ${rank} after the batch. Set the order to the numbers 1 to ${rank}.`,
        remedies:
          rank > 0
            ? [{ kind: 'set-params', title: `Set the order to ${kept.join(', ')}`, params: { dims: kept } }]
            : [],
      });
    }
    return infers({ ...input, dims: dims.map((dim) => input.dims[dim - 1] as Dimension) });
  },
  weights: () => [],
  flops: () => 0,
  keras: {
    className: 'Permute',
    toConfig: ({ dims }) => ({ dims }),
    fromConfig: ({ dims }) => ({ dims: dims as number[] }),
  },
});
