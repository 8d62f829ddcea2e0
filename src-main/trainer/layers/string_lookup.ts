import { encodesPacked } from './encoded-numbers.ts';
import { vocabularyEncoding } from './vocabulary-encoding.ts';

export const stringLookup = encodesPacked('string_lookup', (config) => vocabularyEncoding(config));
