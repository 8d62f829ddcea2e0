import { z } from 'zod';
import { firstNumber, type LookupOptions, lookup, type OutputMode, vocabularySize } from '../encoding/vocabulary.ts';
import { formatBatchShape } from '../shapes/format.ts';
import type { SymbolicTensor } from '../shapes/symbolic.ts';
import { withLast } from '../shapes/tensors.ts';
import type { Inference, LayerProblem } from './definition.ts';
import { fails, infers } from './inference.ts';

const modeWords =
  'int gives the numbers; one_hot a row of zeros and a one for each; multi_hot ones for all that occur; count how often.';

export const outputModeParam = z.enum(['int', 'one_hot', 'multi_hot', 'count']).default('int').meta({
  title: 'Output mode',
  description: modeWords,
});

export const lookupModeParam = z
  .enum(['int', 'one_hot', 'multi_hot', 'count', 'tf_idf'])
  .default('int')
  .meta({
    title: 'Output mode',
    description: `${modeWords.slice(0, -1)}; tf_idf how often, weighted by how rare.`,
  });

/** One number makes both. */
export const saltParam = z
  .preprocess(
    (value) => (typeof value === 'number' ? [value, value] : value),
    z.tuple([z.int().min(0).max(Number.MAX_SAFE_INTEGER), z.int().min(0).max(Number.MAX_SAFE_INTEGER)]),
  )
  .nullable()
  .default(null)
  .meta({
    title: 'Salt',
    description: 'Two numbers that make the hash a secret one.',
    whenEmpty: 'none',
    advanced: true,
    parts: ['first', 'second'],
  });

const notFlat = (tensor: SymbolicTensor): LayerProblem => ({
  code: 'rank-mismatch',
  severity: 'error',
  expected: '(batch, numbers)',
  found: formatBatchShape(tensor),
  message: `encodes one row of numbers a sample; got ${formatBatchShape(tensor)} from {input0}. Choose the output mode int or one_hot.`,
});

/** Numbers below `depth`, as they are or encoded; null where the depth isn't known yet. */
export function inferEncoded(inputs: readonly SymbolicTensor[], mode: OutputMode, depth: number | null): Inference {
  const [tensor] = inputs;
  if (!tensor) return fails();
  if (mode === 'int') return infers({ ...tensor, dtype: 'int32' });
  if (depth === null) {
    return fails({
      code: 'unknown-size',
      severity: 'error',
      param: 'vocabulary',
      expected: 'a vocabulary, or a greatest number of tokens to fill up to',
      found: 'neither',
      message: `can't know how wide ${mode} is before its vocabulary is known. Set the vocabulary, or a greatest number of tokens and "fill up".`,
    });
  }
  const real = { ...tensor, dtype: 'float32' as const };
  if (mode === 'one_hot') {
    const alone = tensor.dims.at(-1)?.size === 1;
    return infers(
      alone
        ? withLast(real, depth, 'features')
        : { ...real, dims: [...real.dims, { size: depth, axis: 'features' as const }] },
    );
  }
  if (tensor.dims.length > 1) return fails(notFlat(tensor));
  return infers({ ...real, dims: [{ size: depth, axis: 'features' }] });
}

export const maxTokensParam = z.int().min(2).max(10_000_000).nullable().default(null).meta({
  title: 'Most tokens',
  description: 'The greatest size of the vocabulary, the mask and the unknown included.',
  whenEmpty: 'all that occur',
});

export const padToMaxTokensParam = z.boolean().default(false).meta({
  title: 'Fill up',
  description: 'Makes encodings as wide as the greatest number of tokens, however few there are.',
  advanced: true,
});

export const numOovIndicesParam = z.int().min(0).max(1_000_000).default(1).meta({
  title: 'Numbers for unknown',
  description: 'How many numbers unknown values share; with 0 they are an error of the data.',
  advanced: true,
});

export const idfWeightsParam = z.array(z.number()).max(10_000_000).nullable().default(null).meta({
  title: 'Weights',
  description: 'How rare each token of the vocabulary is, for tf_idf.',
  control: 'list',
  whenEmpty: 'learned from the data',
  advanced: true,
});

/** A token a list entry, most frequent first. */
export const wordsParam = z
  .array(z.string().max(1000))
  .min(1)
  .max(10_000_000)
  .refine((words) => new Set(words).size === words.length, { error: 'each token once' })
  .nullable()
  .default(null)
  .meta({
    title: 'Vocabulary',
    description: 'The tokens in the order of their numbers.',
    control: 'list',
    whenEmpty: 'learned from the data',
  });

type Vocabulary = Omit<LookupOptions, 'vocabulary'> & {
  readonly vocabulary: LookupOptions['vocabulary'] | null;
  readonly max_tokens: number | null;
  readonly pad_to_max_tokens: boolean;
};

/** How many numbers come out; null while the vocabulary has to be learned. */
export function depthOf({ vocabulary, max_tokens, pad_to_max_tokens, ...options }: Vocabulary): number | null {
  if (pad_to_max_tokens && max_tokens !== null) return max_tokens;
  return vocabulary ? vocabularySize({ ...options, vocabulary }) : null;
}

/** Looks words up; without a vocabulary all are unknown. */
export const lookupOf = ({ vocabulary, ...options }: Vocabulary) =>
  lookup({ ...options, vocabulary: vocabulary ?? [] });

/** What a card says of a vocabulary. */
export const vocabularyWords = (options: Vocabulary): string => {
  const count = options.vocabulary ? vocabularySize({ ...options, vocabulary: options.vocabulary }) : null;
  if (count !== null) return `${count} tokens`;
  return options.max_tokens === null
    ? 'vocabulary of the data'
    : `at most ${options.max_tokens} tokens, from ${firstNumber(options)} on`;
};
