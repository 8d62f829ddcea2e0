import { encodesPacked } from './encoded-numbers.ts';
import { vocabularyEncoding } from './vocabulary-encoding.ts';

export const integerLookup = encodesPacked('integer_lookup', (config) => vocabularyEncoding(config));
