import { randomInt } from 'node:crypto';
import { expect, test } from 'vitest';
import { soak } from './soak.ts';

const seed = randomInt(2 ** 31);

/** A short sample of `npm run test:soak`. */
test(`random use with kills leaves everything as it should be (seed ${seed})`, { timeout: 300_000 }, async () => {
  const { faults, tally, memory } = await soak({ seconds: 35, seed, say: () => {} });
  expect(faults, tally.trace.join('\n')).toEqual([]);
  expect(tally.actions).toBeGreaterThan(0);
  expect(memory.most).toBeGreaterThan(0);
});
