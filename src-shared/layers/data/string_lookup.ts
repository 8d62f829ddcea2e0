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
  wordsParam,
} from '../encoding.ts';

/** Gives each word its number in a vocabulary. */
export const stringLookup = defineLayer({
  type: 'string_lookup',
  title: 'String lookup',
  alsoCalled: ['vocabulary', 'categories'],
  family: 'data',
  arity: 'one',
  params: z.object({
    max_tokens: maxTokensParam,
    num_oov_indices: numOovIndicesParam,
    mask_token: z.string().max(1000).nullable().default(null).meta({
      title: 'Mask',
      description: 'The word that stands for nothing and gets the number 0.',
      whenEmpty: 'none',
      advanced: true,
    }),
    oov_token: z.string().max(1000).nullable().default('[UNK]').meta({
      title: 'Unknown',
      description: 'What unknown words are called in the vocabulary.',
      whenEmpty: 'none',
      advanced: true,
    }),
    vocabulary: wordsParam,
    idf_weights: idfWeightsParam,
    output_mode: lookupModeParam,
    pad_to_max_tokens: padToMaxTokensParam,
    salt: saltParam,
  }),
  doc: {
    summary: 'Turns words into numbers by their place in a vocabulary. Runs when the data are packed.',
    inputShape: '(batch, words)',
    outputShape: 'as the input, or (batch, tokens) encoded',
    formula: 'y = place of x in the vocabulary, after the mask and the unknown',
    whenToUse: 'For a column of categories that are words, before an embedding or a dense layer.',
    commonMistake: 'Another vocabulary for prediction than for training: the numbers then mean something else.',
    source: 'https://keras.io/api/layers/preprocessing_layers/categorical/string_lookup/',
  },
  next: ['embedding', 'category_encoding', 'dense'],
  summary: vocabularyWords,
  inferShape: (inputs, params) => inferEncoded(inputs, params.output_mode, depthOf(params)),
  weights: () => [],
  flops: () => 0,
  encode: (params) => {
    const numberOf = lookupOf(params);
    return (values) => values.map((value) => numberOf(String(value)));
  },
  keras: {
    className: 'StringLookup',
    toConfig: (params) => ({ ...params, invert: false, sparse: false, encoding: 'utf-8' }),
    fromConfig: (config) => ({
      max_tokens: config.max_tokens as number,
      num_oov_indices: config.num_oov_indices as number,
      mask_token: config.mask_token as string,
      oov_token: config.oov_token as string,
      vocabulary: config.vocabulary as string[],
      idf_weights: config.idf_weights as number[],
      output_mode: config.output_mode as 'int',
      pad_to_max_tokens: config.pad_to_max_tokens as boolean,
      salt: config.salt as [number, number],
    }),
    inert: ['vocabulary_size', 'oov_method', 'has_input_vocabulary'],
  },
});
