import { ngramsOf, type Split, type Standardize, splitText, standardize } from './tokens.ts';

export interface TokenOptions {
  readonly standardize: Standardize | null;
  readonly split: Split | null;
  /** The longest run of words, or the lengths. */
  readonly ngrams: number | readonly number[] | null;
}

/** What Keras's `TextVectorization` makes of a text before it looks words up. */
export function tokensOf(text: string, options: TokenOptions): string[] {
  const words = splitText(standardize(text, options.standardize), options.split);
  const { ngrams } = options;
  if (ngrams === null) return words;
  const lengths = typeof ngrams === 'number' ? Array.from({ length: ngrams }, (_, index) => index + 1) : ngrams;
  return ngramsOf(words, lengths);
}

/** Cut or filled up with zeros. */
export const toLength = (numbers: readonly number[], length: number): number[] =>
  Array.from({ length }, (_, index) => numbers[index] ?? 0);
