import { describe, expect, it } from 'vitest';
import { BinBoundaries } from './bin-boundaries.ts';
import { encodeCategories } from './encode-categories.ts';
import golden from './golden/encodings.json' with { type: 'json' };
import { crossValues, hashValue, type RawValue } from './hash-buckets.ts';
import { type TokenOptions, tokensOf, toLength } from './text-tokens.ts';
import {
  idfWeights,
  type LookupOptions,
  learnVocabulary,
  lookup,
  type OutputMode,
  vocabularySize,
} from './vocabulary.ts';

const rounded = (values: readonly (readonly number[])[]) => values.map((row) => row.map((value) => Math.fround(value)));

/** What Keras gives out for one sample's words. */
function encoded(words: readonly RawValue[], options: LookupOptions, depth: number, idf: readonly number[]): number[] {
  const numbers = words.map(lookup(options));
  const { output_mode: mode } = options;
  if (mode === 'int' || mode === 'one_hot') return numbers;
  return encodeCategories(numbers, mode, depth, idfWeights(options, idf, depth));
}

describe('hashing', () => {
  for (const { options, values, buckets } of golden.hashing) {
    it(`${JSON.stringify(options)} of ${values.length} ${typeof values[0]}s`, () => {
      const salt = 'salt' in options ? options.salt : null;
      const pair = typeof salt === 'number' ? [salt, salt] : salt;
      const all = { mask_value: null, ...options, salt: (pair ?? null) as [number, number] | null };
      expect(values.map((value) => hashValue(value, all))).toEqual(buckets);
    });
  }

  for (const { num_bins, columns, buckets } of golden.crossing) {
    it(`${columns.map(([first]) => typeof first).join(' × ')} crossed into ${num_bins}`, () => {
      const rows = buckets.map((_, row) => columns.map((column) => column[row] as RawValue));
      expect(rows.map((row) => crossValues(row, num_bins))).toEqual(buckets);
    });
  }
});

describe('lookups', () => {
  for (const { class: name, options, values, output } of golden.lookups) {
    it(`${name} ${JSON.stringify(options)}`, () => {
      const standard = { num_oov_indices: 1, mask_token: null, oov_token: name === 'StringLookup' ? '[UNK]' : -1 };
      const { salt = null, idf_weights = [], max_tokens = null, ...rest } = options as unknown as Record<string, never>;
      const all: LookupOptions = { ...standard, output_mode: 'int', vocabulary: [], ...rest, salt };
      const depth = max_tokens ?? vocabularySize(all);
      expect(rounded(values.map((words) => encoded(words, all, depth, idf_weights)))).toEqual(rounded(output));
    });
  }

  for (const { options, documents, vocabulary, idf } of golden.learned) {
    it(`learns ${JSON.stringify(options)}`, () => {
      const standard = { num_oov_indices: 1, mask_token: null, oov_token: '[UNK]', max_tokens: null };
      const mode = { output_mode: 'int' as OutputMode };
      const found = learnVocabulary(documents, { ...standard, ...mode, ...(options as object) });
      expect(found.vocabulary).toEqual(vocabulary);
      for (const [index, weight] of (idf ?? []).entries()) expect(found.idf[index]).toBeCloseTo(weight, 6);
    });
  }
});

describe('texts', () => {
  for (const { options, texts, tokens, vocabulary, idf, output } of golden.texts) {
    it(JSON.stringify(options), () => {
      const given = options as Partial<TokenOptions> & { output_sequence_length?: number; output_mode?: OutputMode };
      const how: TokenOptions = {
        standardize: 'lower_and_strip_punctuation',
        split: 'whitespace',
        ngrams: null,
        ...given,
      };
      const found = texts.map((text) => tokensOf(text, how));
      expect(found).toEqual(tokens);
      const all: LookupOptions = {
        vocabulary,
        num_oov_indices: 1,
        mask_token: '',
        oov_token: '[UNK]',
        output_mode: given.output_mode ?? 'int',
      };
      const length = given.output_sequence_length ?? Math.max(...found.map((words) => words.length));
      const rows = found.map((words) => {
        // The golden file's own weights, which include that of the unknown.
        const row = encoded(words, all, vocabularySize(all), (idf ?? []).slice(1));
        return all.output_mode === 'int' ? toLength(row, length) : row;
      });
      for (const [row, values] of rows.entries()) {
        expect(values).toHaveLength(output[row]?.length ?? 0);
        for (const [column, value] of values.entries())
          expect(value).toBeCloseTo(output[row]?.[column] ?? Number.NaN, 5);
      }
    });
  }
});

describe('bins', () => {
  for (const { options, batches, boundaries } of golden.bins) {
    it(JSON.stringify(options), () => {
      const learned = new BinBoundaries('epsilon' in options ? options.epsilon : undefined);
      for (const batch of batches) learned.add(batch);
      const found = learned.boundaries(options.num_bins);
      expect(found).toHaveLength(boundaries.length);
      for (const [index, value] of found.entries()) expect(value).toBeCloseTo(boundaries[index] ?? Number.NaN, 5);
    });
  }

  it('of nothing are none', () => {
    expect(new BinBoundaries().boundaries(4)).toEqual([]);
  });
});
