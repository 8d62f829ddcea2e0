import { z } from 'zod';
import { defineLayer } from '../define.ts';
import { inferEncoded } from '../encoding.ts';

/** Encodes whole numbers as rows of zeros and ones. */
export const categoryEncoding = defineLayer({
  type: 'category_encoding',
  title: 'Category encoding',
  alsoCalled: ['one hot', 'onehot', 'multi hot'],
  family: 'data',
  arity: 'one',
  params: z.object({
    num_tokens: z.int().min(1).max(10_000_000).default(10).meta({
      title: 'Tokens',
      description: 'How many different numbers there are, from 0 up.',
    }),
    output_mode: z.enum(['one_hot', 'multi_hot', 'count']).default('multi_hot').meta({
      title: 'Output mode',
      description: 'one_hot a row for each number; multi_hot ones for all that occur; count how often.',
    }),
  }),
  doc: {
    summary: 'Encodes whole numbers as rows of zeros and ones, or of counts.',
    inputShape: '(batch, numbers)',
    outputShape: '(batch, tokens), or one row a number',
    formula: 'y[k] = 1 where k is among x',
    whenToUse: 'For categories of a few values, before a dense layer.',
    commonMistake: 'Numbers of tokens or more: they leave no trace.',
    source: 'https://keras.io/api/layers/preprocessing_layers/categorical/category_encoding/',
  },
  next: ['dense'],
  summary: ({ num_tokens, output_mode }) => `${num_tokens} · ${output_mode.replace('_', ' ')}`,
  inferShape: (inputs, { num_tokens, output_mode }) => inferEncoded(inputs, output_mode, num_tokens),
  weights: () => [],
  flops: () => 0,
  keras: {
    className: 'CategoryEncoding',
    toConfig: (params) => ({ ...params }),
    fromConfig: ({ num_tokens, output_mode }) => ({
      num_tokens: num_tokens as number,
      output_mode: output_mode as 'multi_hot',
    }),
  },
});
