import { z } from 'zod';
import { formatBatchShape } from '../../shapes/format.ts';
import { defineLayer } from '../define.ts';
import { fails, infers, toVector } from '../inference.ts';

/** Makes a sequence of one vector, repeated. */
export const repeatVector = defineLayer({
  type: 'repeat_vector',
  title: 'Repeat vector',
  alsoCalled: ['tile', 'repeat'],
  family: 'core',
  arity: 'one',
  params: z.object({
    n: z.int().min(1).max(65_536).default(2).meta({
      title: 'Times',
      description: 'How many steps the sequence has, each with the same values.',
    }),
  }),
  doc: {
    summary: 'Makes a sequence in which every step is the same vector.',
    inputShape: '(batch, features)',
    outputShape: '(batch, n, features)',
    formula: 'y[t, i] = x[i] for each of the n steps t',
    whenToUse: 'To give every step of a sequence what is known of the whole.',
    commonMistake: 'Putting it behind a picture: it takes vectors, so flatten or pool first.',
    source: 'https://keras.io/api/layers/reshaping_layers/repeat_vector/',
  },
  summary: ({ n }) => `${n} times`,
  inferShape: (inputs, { n }) => {
    const input = inputs[0];
    if (!input) return fails();
    const [features] = input.dims;
    if (!features || input.dims.length !== 1) {
      const found = formatBatchShape(input);
      return fails({
        code: 'rank-mismatch',
        severity: 'error',
        expected: '(batch, features)',
        found,
        message: `repeats a vector (batch, features); got ${found} from {input0}. Put a flatten or a global pooling between.`,
        remedies: input.dims.length === 3 ? toVector : [],
      });
    }
    return infers({
      ...input,
      dims: [
        { size: n, axis: 'time' },
        { size: features.size, axis: 'features' },
      ],
    });
  },
  weights: () => [],
  flops: () => 0,
  keras: {
    className: 'RepeatVector',
    toConfig: ({ n }) => ({ n }),
    fromConfig: ({ n }) => ({ n: n as number }),
  },
});
