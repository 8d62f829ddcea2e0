import { seededRandom } from './seeded-random.ts';
import type { SplitName, SplitSpec } from './types.ts';

/** How a split is stored: its position in this list. */
export const splitOrder = ['train', 'validation', 'test'] as const satisfies readonly SplitName[];

/**
 * Shares `count` samples of one class out by largest remainder, so that each split is within one sample of its exact
 * share. A class that has any sample has one in train, if train has any share: an unseen class can't be learned.
 */
export function shareOut(count: number, spec: SplitSpec): [number, number, number] {
  const exact = splitOrder.map((name) => (count * spec[name]) / 100);
  const shares: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < 3; i++) shares[i] = Math.floor((exact[i] as number) + 1e-9);
  const remainder = (i: number): number => (exact[i] as number) - (shares[i] as number);
  // Equal remainders go to train, then validation: sort is stable.
  const byRemainder = [0, 1, 2].sort((i, j) =>
    Math.abs(remainder(j) - remainder(i)) < 1e-9 ? 0 : remainder(j) - remainder(i),
  );
  let left = count - shares[0] - shares[1] - shares[2];
  for (const i of byRemainder) {
    if (left === 0) break;
    shares[i] = (shares[i] as number) + 1;
    left--;
  }
  if (count > 0 && spec.train > 0 && shares[0] === 0) {
    const giver = shares[1] >= shares[2] ? 1 : 2;
    shares[giver]--;
    shares[0]++;
  }
  return shares;
}

/**
 * For each sample the position of its split in `splitOrder`. Every class is shuffled with its own stream of the seed, so
 * what happens in one class doesn't depend on the size of another.
 */
export function stratifiedSplit(labels: readonly number[], spec: SplitSpec, seed: number): Uint8Array {
  const byClass = new Map<number, number[]>();
  labels.forEach((label, index) => {
    const members = byClass.get(label);
    if (members) members.push(index);
    else byClass.set(label, [index]);
  });
  const split = new Uint8Array(labels.length);
  for (const [label, members] of byClass) {
    seededRandom(seed, label).shuffle(members);
    const [train, validation] = shareOut(members.length, spec);
    members.forEach((index, position) => {
      split[index] = position < train ? 0 : position < train + validation ? 1 : 2;
    });
  }
  return split;
}
