import { idfWeights, type LookupOptions, vocabularySize } from '#shared/encoding/vocabulary.ts';
import type { KerasConfig } from './config.ts';

/** How wide what a lookup gives is, and what each number weighs. */
export function vocabularyEncoding(
  config: KerasConfig,
  fixed: Partial<LookupOptions> = {},
): { depth: number; weights: readonly number[] } {
  const options = { ...(config as unknown as LookupOptions), ...fixed };
  const filled = config.pad_to_max_tokens === true && typeof config.max_tokens === 'number' ? config.max_tokens : null;
  const depth = filled ?? (options.vocabulary ? vocabularySize(options) : 0);
  const idf = Array.isArray(config.idf_weights) ? (config.idf_weights as number[]) : [];
  return { depth, weights: options.vocabulary ? idfWeights(options, idf, depth) : idf };
}
