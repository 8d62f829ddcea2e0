import { z } from 'zod';
import { defineLayer } from '../define.ts';
import {
  depthOf,
  idfWeightsParam,
  inferEncoded,
  lookupModeParam,
  lookupOf,
  maxTokensParam,
  numOovIndicesParam,
  padToMaxTokensParam,
  saltParam,
  vocabularyWords,
} from '../encoding.ts';

const whole = z.int().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);

/** Gives each whole number its place in a vocabulary. */
export const integerLookup = defineLayer({
  type: 'integer_lookup',
  title: 'Integer lookup',
  alsoCalled: ['vocabulary', 'categories'],
  family: 'data',
  arity: 'one',
  params: z.object({
    max_tokens: maxTokensParam,
    num_oov_indices: numOovIndicesParam,
    mask_token: whole.nullable().default(null).meta({
      title: 'Mask',
      description: 'The number that stands for nothing and becomes 0.',
      whenEmpty: 'none',
      advanced: true,
    }),
    oov_token: whole.nullable().default(-1).meta({
      title: 'Unknown',
      description: 'What unknown numbers are called in the vocabulary.',
      whenEmpty: 'none',
      advanced: true,
    }),
    vocabulary: z
      .array(whole)
      .min(1)
      .max(10_000_000)
      .refine((words) => new Set(words).size === words.length, { error: 'each number once' })
      .nullable()
      .default(null)
      .meta({
        title: 'Vocabulary',
        description: 'The numbers that are known, in the order of their places.',
        control: 'list',
        whenEmpty: 'learned from the data',
      }),
    idf_weights: idfWeightsParam,
    output_mode: lookupModeParam,
    pad_to_max_tokens: padToMaxTokensParam,
    oov_method: z.enum(['floormod', 'farmhash']).default('floormod').meta({
      title: 'Unknown by',
      description: 'How unknown numbers are spread where they share several: by their remainder, or by a hash.',
      advanced: true,
    }),
    salt: saltParam,
  }),
  doc: {
    summary: 'Turns whole numbers, such as article numbers, into small ones. Runs when the data are packed.',
    inputShape: '(batch, numbers)',
    outputShape: 'as the input, or (batch, tokens) encoded',
    formula: 'y = place of x in the vocabulary, after the mask and the unknown',
    whenToUse: 'For a column of codes: postal codes, article numbers, identifiers.',
    commonMistake: 'Using it for numbers that measure something: the order between them is lost.',
    source: 'https://keras.io/api/layers/preprocessing_layers/categorical/integer_lookup/',
  },
  next: ['embedding', 'category_encoding', 'dense'],
  summary: vocabularyWords,
  inferShape: (inputs, params) => inferEncoded(inputs, params.output_mode, depthOf(params)),
  weights: () => [],
  flops: () => 0,
  encode: (params) => {
    const numberOf = lookupOf(params);
    return (values) => values.map((value) => numberOf(Number(value)));
  },
  keras: {
    className: 'IntegerLookup',
    toConfig: (params) => ({ ...params, invert: false, sparse: false, vocabulary_dtype: 'int64' }),
    fromConfig: (config) => ({
      max_tokens: config.max_tokens as number,
      num_oov_indices: config.num_oov_indices as number,
      mask_token: config.mask_token as number,
      oov_token: config.oov_token as number,
      vocabulary: config.vocabulary as number[],
      idf_weights: config.idf_weights as number[],
      output_mode: config.output_mode as 'int',
      pad_to_max_tokens: config.pad_to_max_tokens as boolean,
      oov_method: config.oov_method as 'floormod',
      salt: config.salt as [number, number],
    }),
    inert: ['vocabulary_size', 'has_input_vocabulary'],
  },
});
