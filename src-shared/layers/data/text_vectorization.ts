import { z } from 'zod';
import { tokensOf, toLength } from '../../encoding/text-tokens.ts';
import { defineLayer } from '../define.ts';
import {
  depthOf,
  idfWeightsParam,
  inferEncoded,
  lookupModeParam,
  lookupOf,
  maxTokensParam,
  padToMaxTokensParam,
  vocabularyWords,
  wordsParam,
} from '../encoding.ts';
import { infers } from '../inference.ts';

/** Keras's lookup inside: a text's mask is the empty word, and all unknown words share a number. */
const asLookup = <Params extends object>(params: Params) => ({
  ...params,
  num_oov_indices: 1,
  mask_token: '',
  oov_token: '[UNK]',
});

/** Turns texts into numbers: lowers, cuts into words, looks them up. */
export const textVectorization = defineLayer({
  type: 'text_vectorization',
  title: 'Text vectorization',
  alsoCalled: ['tokenize', 'tokenizer', 'words', 'vocabulary', 'bag of words'],
  family: 'data',
  arity: 'one',
  params: z.object({
    max_tokens: maxTokensParam,
    standardize: z
      .enum(['lower_and_strip_punctuation', 'lower', 'strip_punctuation'])
      .nullable()
      .default('lower_and_strip_punctuation')
      .meta({
        title: 'Standardize',
        description: 'What is made the same first: capital letters (A to Z), punctuation.',
        whenEmpty: 'left as it is',
      }),
    split: z.enum(['whitespace', 'character']).nullable().default('whitespace').meta({
      title: 'Split',
      description: 'Into words or into single characters.',
      whenEmpty: 'not at all',
    }),
    ngrams: z
      .preprocess(
        (value) => (typeof value === 'number' ? Array.from({ length: value }, (_, index) => index + 1) : value),
        z.array(z.int().min(1).max(32)).min(1).max(8),
      )
      .nullable()
      .default(null)
      .meta({
        title: 'N-grams',
        description: 'Lengths of the runs of words that count as a token: 1, 2 for single words and pairs.',
        control: 'shape',
        whenEmpty: 'single words',
        advanced: true,
      }),
    output_mode: lookupModeParam,
    output_sequence_length: z.int().min(1).max(65_536).nullable().default(null).meta({
      title: 'Length',
      description: 'How many numbers a text becomes: longer ones are cut, shorter ones end in zeros.',
      whenEmpty: 'the longest text’s',
    }),
    pad_to_max_tokens: padToMaxTokensParam,
    vocabulary: wordsParam,
    idf_weights: idfWeightsParam,
  }),
  doc: {
    summary: 'Turns texts into numbers, word by word. Runs when the data are packed.',
    inputShape: '(batch, 1), a text each',
    outputShape: '(batch, length), or (batch, tokens) encoded',
    formula: 'y = numbers of the words of x, 0 for none and 1 for unknown',
    whenToUse: 'At the start of every network that reads texts.',
    commonMistake: 'No length in the mode int: texts of different lengths fit into no batch.',
    source: 'https://keras.io/api/layers/preprocessing_layers/text/text_vectorization/',
  },
  next: ['embedding', 'dense'],
  summary: (params) => vocabularyWords(asLookup(params)),
  inferShape: (inputs, params) => {
    const words = { dims: [{ size: params.output_sequence_length, axis: 'time' as const }], dtype: 'int32' as const };
    if (params.output_mode === 'int') return inputs[0] ? infers(words) : { output: null, problems: [] };
    return inferEncoded(inputs[0] ? [words] : [], params.output_mode, depthOf(asLookup(params)));
  },
  weights: () => [],
  flops: () => 0,
  encode: (params) => {
    const numberOf = lookupOf(asLookup(params));
    return (values) => {
      const numbers = values.flatMap((text) => tokensOf(String(text), params)).map(numberOf);
      const { output_sequence_length: length } = params;
      return params.output_mode === 'int' && length !== null ? toLength(numbers, length) : numbers;
    };
  },
  keras: {
    className: 'TextVectorization',
    toConfig: (params) => ({ ...params, sparse: false, ragged: false, encoding: 'utf-8' }),
    fromConfig: (config) => ({
      max_tokens: config.max_tokens as number,
      standardize: config.standardize as 'lower',
      split: config.split as 'whitespace',
      ngrams: config.ngrams as number[],
      output_mode: config.output_mode as 'int',
      output_sequence_length: config.output_sequence_length as number,
      pad_to_max_tokens: config.pad_to_max_tokens as boolean,
      vocabulary: config.vocabulary as string[],
      idf_weights: config.idf_weights as number[],
    }),
    inert: ['vocabulary_size', 'has_input_vocabulary'],
  },
});
