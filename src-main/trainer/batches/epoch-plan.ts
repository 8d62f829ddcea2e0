import { seededRandom } from '#shared/data/seeded-random.ts';

/** The batches of an epoch in order, as row numbers; a function of seed and epoch alone. The last may be smaller. */
export function shuffledBatches(rows: readonly number[], batchSize: number, seed: number, epoch: number): number[][] {
  return inBatches(seededRandom(seed, epoch).shuffle([...rows]), batchSize);
}

/**
 * The batches of an epoch of stateful layers: rows in their order, in as many lanes as a batch has samples, so that each
 * sample of a batch goes on where the one at its place in the batch before ended. Rows that fill no lane come last.
 */
export function inLanes(rows: readonly number[], batchSize: number): number[][] {
  const length = Math.floor(rows.length / batchSize);
  const lanes = Array.from({ length: batchSize }, (_, lane) => rows.slice(lane * length, (lane + 1) * length));
  const batches = Array.from({ length }, (_, place) => lanes.map((lane) => lane[place] as number));
  const left = rows.slice(length * batchSize);
  return left.length > 0 ? [...batches, left] : batches;
}

export function inBatches(rows: readonly number[], batchSize: number): number[][] {
  const batches: number[][] = [];
  for (let start = 0; start < rows.length; start += batchSize) batches.push(rows.slice(start, start + batchSize));
  return batches;
}
