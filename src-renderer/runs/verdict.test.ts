import { expect, it } from 'vitest';
import { pairedVerdict, verdictOf } from './verdict.ts';

it('does not call 43 of 54 better than 42 of 54, and says what it would take', () => {
  const verdict = verdictOf({ share: 43 / 54, samples: 54 }, { share: 42 / 54, samples: 54 });
  expect(verdict?.kind).toBe('not-shown');
  expect(verdict?.interval.low).toBeLessThan(0);
  expect(verdict?.interval.high).toBeGreaterThan(0);
  expect(verdict?.needed).toBe(3800);
});

it('sees what is plain, in either direction', () => {
  expect(verdictOf({ share: 0.9, samples: 500 }, { share: 0.7, samples: 500 })?.kind).toBe('better');
  expect(verdictOf({ share: 0.7, samples: 500 }, { share: 0.9, samples: 500 })?.kind).toBe('worse');
});

it('says no difference only where many pictures leave room for none', () => {
  expect(verdictOf({ share: 0.8, samples: 20_000 }, { share: 0.801, samples: 20_000 })?.kind).toBe('no-difference');
  expect(verdictOf({ share: 0.8, samples: 50 }, { share: 0.8, samples: 50 })).toMatchObject({
    kind: 'not-shown',
    needed: null,
  });
});

it('knows nothing without pictures', () => {
  expect(verdictOf({ share: 0.8, samples: 0 }, { share: 0.8, samples: 10 })).toBeNull();
});

it('sees more in the same pictures than in as many others', () => {
  // 475 and 460 of 500, and where one fails the other mostly fails as well.
  const paired = { samples: 500, onlyA: 20, onlyB: 5, difference: 0.03, interval: { low: 0.0102, high: 0.0513 } };
  expect(pairedVerdict(paired).kind).toBe('better');
  expect(verdictOf({ share: 475 / 500, samples: 500 }, { share: 460 / 500, samples: 500 })?.kind).toBe('not-shown');
});

it('says how many pictures asked of both would tell', () => {
  const paired = { samples: 54, onlyA: 3, onlyB: 2, difference: 1 / 54, interval: { low: -0.08, high: 0.12 } };
  expect(pairedVerdict(paired)).toMatchObject({ kind: 'not-shown', needed: 1100 });
});
