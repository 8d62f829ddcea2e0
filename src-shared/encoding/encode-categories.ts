import type { OutputMode } from './vocabulary.ts';

/**
 * Numbers below `depth` of one sample as a row: 1 where a number occurs, how often it does, or that times its weight.
 * Numbers beyond leave no trace.
 */
export function encodeCategories(
  numbers: readonly number[],
  mode: Exclude<OutputMode, 'int' | 'one_hot'>,
  depth: number,
  weights: readonly number[] = [],
): number[] {
  const row = new Array<number>(depth).fill(0);
  for (const number of numbers) {
    if (number >= 0 && number < depth) row[number] = mode === 'multi_hot' ? 1 : (row[number] ?? 0) + 1;
  }
  return mode === 'tf_idf' ? row.map((count, index) => count * (weights[index] ?? 0)) : row;
}
