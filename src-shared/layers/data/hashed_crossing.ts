import { z } from 'zod';
import { crossValues } from '../../encoding/hash-buckets.ts';
import { defineLayer } from '../define.ts';
import { inferEncoded } from '../encoding.ts';
import { fails } from '../inference.ts';

/** One bucket for values of several columns that meet in a row. */
export const hashedCrossing = defineLayer({
  type: 'hashed_crossing',
  title: 'Hashed crossing',
  family: 'data',
  arity: 'many',
  params: z.object({
    num_bins: z.int().min(1).max(100_000_000).default(1000).meta({
      title: 'Buckets',
      description: 'How many there are; pairs that fall into the same can’t be told apart.',
    }),
    output_mode: z.enum(['int', 'one_hot']).default('int').meta({
      title: 'Output mode',
      description: 'int gives the bucket’s number, one_hot a row of zeros and a one.',
    }),
  }),
  doc: {
    summary: 'Makes one feature of several columns: each pair that meets gets a bucket. Runs when the data are packed.',
    inputShape: '(batch, 1) each',
    outputShape: '(batch, 1), or (batch, buckets) encoded',
    formula: 'y = hash(x₁, x₂, …) mod buckets',
    whenToUse: 'Where two columns mean more together: place and hour, size and colour.',
    commonMistake: 'Too few buckets: there are as many pairs as one column’s values times the other’s.',
    source: 'https://keras.io/api/layers/preprocessing_layers/categorical/hashed_crossing/',
  },
  next: ['embedding', 'dense'],
  summary: ({ num_bins }) => `${num_bins} buckets`,
  inferShape: (inputs, { output_mode, num_bins }) => {
    const wrong = inputs.findIndex(({ dims }) => dims.length !== 1 || dims[0]?.size !== 1);
    if (wrong < 0) return inferEncoded(inputs, output_mode, num_bins);
    return fails({
      code: 'shape-mismatch',
      severity: 'error',
      expected: '(batch, 1)',
      found: `input ${wrong + 1} of another shape`,
      message: `crosses columns of one value a sample, (batch, 1); {input${wrong}} gives something else.`,
    });
  },
  weights: () => [],
  flops: () => 0,
  encode:
    ({ num_bins }) =>
    (values) => [crossValues(values, num_bins)],
  keras: {
    className: 'HashedCrossing',
    toConfig: (params) => ({ ...params, sparse: false }),
    fromConfig: ({ num_bins, output_mode }) => ({
      num_bins: num_bins as number,
      output_mode: output_mode as 'int',
    }),
  },
});
