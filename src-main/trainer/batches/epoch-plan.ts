import { seededRandom } from '#shared/data/seeded-random.ts';

/** The batches of an epoch in order, as row numbers; a function of seed and epoch alone. The last may be smaller. */
export function shuffledBatches(rows: readonly number[], batchSize: number, seed: number, epoch: number): number[][] {
  return inBatches(seededRandom(seed, epoch).shuffle([...rows]), batchSize);
}

export function inBatches(rows: readonly number[], batchSize: number): number[][] {
  const batches: number[][] = [];
  for (let start = 0; start < rows.length; start += batchSize) batches.push(rows.slice(start, start + batchSize));
  return batches;
}
