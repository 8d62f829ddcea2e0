import { encodesPacked } from './encoded-numbers.ts';
import { vocabularyEncoding } from './vocabulary-encoding.ts';

export const textVectorization = encodesPacked('text_vectorization', (config) =>
  vocabularyEncoding(config, { num_oov_indices: 1, mask_token: '', oov_token: '[UNK]' }),
);
