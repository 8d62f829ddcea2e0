import { compareCodePoints } from '../data/code-point-order.ts';
import { bucketOf, type RawValue } from './hash-buckets.ts';

export type OutputMode = 'int' | 'one_hot' | 'multi_hot' | 'count' | 'tf_idf';

/** What Keras's `StringLookup`, `IntegerLookup` and `TextVectorization` look words up by. */
export interface LookupOptions {
  readonly vocabulary: readonly RawValue[];
  readonly num_oov_indices: number;
  readonly mask_token: RawValue | null;
  readonly oov_token: RawValue | null;
  readonly output_mode: OutputMode;
  /** Where unknown numbers go when there are several places for them. */
  readonly oov_method?: 'floormod' | 'farmhash';
  readonly salt?: readonly [number, number] | null;
}

type Places = Pick<LookupOptions, 'num_oov_indices' | 'mask_token' | 'output_mode'>;

/** The mask has a number of its own only where numbers come out. */
const unknownStart = ({ mask_token, output_mode }: Places): number =>
  mask_token !== null && output_mode === 'int' ? 1 : 0;

/** The number of the first word. */
export const firstNumber = (options: Places): number => unknownStart(options) + options.num_oov_indices;

/** The words without the mask and the unknown that may stand before them. */
export function ownWords(options: LookupOptions): readonly RawValue[] {
  const { vocabulary, mask_token, oov_token, num_oov_indices } = options;
  const special = [
    ...new Array<RawValue | null>(unknownStart(options)).fill(mask_token),
    ...new Array<RawValue | null>(num_oov_indices).fill(oov_token),
  ];
  return special.every((token, index) => vocabulary[index] === token) ? vocabulary.slice(special.length) : vocabulary;
}

/** How many numbers there are. */
export const vocabularySize = (options: LookupOptions): number => firstNumber(options) + ownWords(options).length;

/** No place in any encoding: a masked word where encodings come out, or an unknown word without a place for such. */
export const NOWHERE = -1;

/** Makes a function that gives the number of a word. */
export function lookup(options: LookupOptions): (word: RawValue) => number {
  const start = unknownStart(options);
  const numbers = new Map(ownWords(options).map((word, index) => [word, firstNumber(options) + index]));
  const { num_oov_indices: places, mask_token, output_mode, oov_method = 'floormod', salt = null } = options;
  const unknown = (word: RawValue): number => {
    if (places === 0) return NOWHERE;
    if (places === 1) return start;
    if (typeof word === 'number' && oov_method === 'floormod') return start + (((word % places) + places) % places);
    return start + bucketOf(word, places, salt);
  };
  return (word) => {
    if (mask_token !== null && word === mask_token) return output_mode === 'int' ? 0 : NOWHERE;
    return numbers.get(word) ?? unknown(word);
  };
}

export interface LearnedVocabulary {
  readonly vocabulary: readonly RawValue[];
  /** How rare each word is among the documents, for tf-idf. */
  readonly idf: readonly number[];
}

interface LearnOptions extends Places {
  readonly oov_token: RawValue | null;
  readonly max_tokens: number | null;
}

const descending = (a: RawValue, b: RawValue): number =>
  typeof a === 'number' && typeof b === 'number' ? b - a : compareCodePoints(String(b), String(a));

/** Keras's `adapt`: the most frequent words first; of equally frequent ones that which sorts last. */
export function learnVocabulary(documents: readonly (readonly RawValue[])[], options: LearnOptions): LearnedVocabulary {
  const counts = new Map<RawValue, number>();
  const documentCounts = new Map<RawValue, number>();
  for (const words of documents) {
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    for (const word of new Set(words)) documentCounts.set(word, (documentCounts.get(word) ?? 0) + 1);
  }
  if (options.mask_token !== null) counts.delete(options.mask_token);
  if (options.oov_token !== null) counts.delete(options.oov_token);
  const sorted = [...counts]
    .sort(([a, often], [b, seldom]) => seldom - often || descending(a, b))
    .map(([word]) => word);
  const most = options.max_tokens === null ? sorted.length : Math.max(0, options.max_tokens - firstNumber(options));
  const vocabulary = sorted.slice(0, most);
  const idf = vocabulary.map((word) => Math.log(1 + documents.length / (1 + (documentCounts.get(word) ?? 0))));
  return { vocabulary, idf };
}

/** A weight for each number: what is unknown weighs as words do on average; what is padded weighs nothing. */
export function idfWeights(options: LookupOptions, idf: readonly number[], depth: number): number[] {
  const average = idf.reduce((sum, weight) => sum + weight, 0) / Math.max(1, idf.length);
  const missing = vocabularySize(options) - idf.length;
  const weights = [...new Array<number>(Math.max(0, missing)).fill(average), ...idf];
  return [...weights, ...new Array<number>(Math.max(0, depth - weights.length)).fill(0)];
}
