export type Standardize = 'lower_and_strip_punctuation' | 'lower' | 'strip_punctuation';
export type Split = 'whitespace' | 'character';

const PUNCTUATION = /[!"#$%&()*+,\-./:;<=>?@[\\\]^_`{|}~']/g;

/** TensorFlow lowers A to Z alone: letters beyond ASCII stay as they are. */
const lowered = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

export function standardize(text: string, how: Standardize | null): string {
  const lower = how === 'lower' || how === 'lower_and_strip_punctuation' ? lowered(text) : text;
  return how === 'strip_punctuation' || how === 'lower_and_strip_punctuation' ? lower.replace(PUNCTUATION, '') : lower;
}

/** Words apart by white space (of ASCII), or single characters; the whole text where null. */
export function splitText(text: string, how: Split | null): string[] {
  if (how === null) return [text];
  return how === 'character' ? [...text] : text.split(/[ \t\n\v\f\r]+/).filter((word) => word !== '');
}

/** Runs of so many words each, one length after the other. */
export const ngramsOf = (words: readonly string[], lengths: readonly number[]): string[] =>
  lengths.flatMap((length) =>
    Array.from({ length: Math.max(0, words.length - length + 1) }, (_, start) =>
      words.slice(start, start + length).join(' '),
    ),
  );
