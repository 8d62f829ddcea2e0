import { z } from 'zod';
import { hashValue } from '../../encoding/hash-buckets.ts';
import { defineLayer } from '../define.ts';
import { inferEncoded, outputModeParam, saltParam } from '../encoding.ts';

/** Spreads words or numbers over a fixed number of buckets, without a vocabulary. */
export const hashing = defineLayer({
  type: 'hashing',
  title: 'Hashing',
  family: 'data',
  arity: 'one',
  params: z.object({
    num_bins: z.int().min(1).max(100_000_000).default(1000).meta({
      title: 'Buckets',
      description: 'How many there are; values that fall into the same can’t be told apart.',
    }),
    mask_value: z
      .union([z.string().max(1000), z.number()])
      .nullable()
      .default(null)
      .meta({
        title: 'Mask',
        description: 'The value that gets the bucket 0 to itself.',
        whenEmpty: 'none',
        advanced: true,
      }),
    salt: saltParam,
    output_mode: outputModeParam,
  }),
  doc: {
    summary: 'Spreads words or whole numbers over so many buckets. Runs when the data are packed.',
    inputShape: '(batch, values)',
    outputShape: 'as the input, or (batch, buckets) encoded',
    formula: 'y = hash(x) mod buckets (FarmHash64; SipHash with a salt)',
    whenToUse: 'Where there are too many different values for a vocabulary, or ever new ones.',
    commonMistake: 'Fewer buckets than values that matter: they fall together.',
    source: 'https://keras.io/api/layers/preprocessing_layers/categorical/hashing/',
  },
  next: ['embedding', 'category_encoding', 'dense'],
  summary: ({ num_bins }) => `${num_bins} buckets`,
  inferShape: (inputs, { output_mode, num_bins }) => inferEncoded(inputs, output_mode, num_bins),
  weights: () => [],
  flops: () => 0,
  encode: (params) => (values) => values.map((value) => hashValue(value, params)),
  keras: {
    className: 'Hashing',
    toConfig: (params) => ({ ...params, sparse: false }),
    fromConfig: ({ num_bins, mask_value, salt, output_mode }) => ({
      num_bins: num_bins as number,
      mask_value: mask_value as string,
      salt: salt as [number, number],
      output_mode: output_mode as 'int',
    }),
  },
});
