import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shareOut, stratifiedSplit } from './stratified-split.ts';

const spec = fc.tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 100 })).map(([train, rest]) => {
  const validation = Math.min(rest, 100 - train);
  return { train, validation, test: 100 - train - validation };
});

describe('sharing one class out', () => {
  test('gives what a person would', () => {
    const usual = { train: 70, validation: 15, test: 15 };
    expect(shareOut(100, usual)).toEqual([70, 15, 15]);
    expect(shareOut(119, usual)).toEqual([83, 18, 18]);
    expect(shareOut(3, usual)).toEqual([2, 1, 0]);
    expect(shareOut(1, usual)).toEqual([1, 0, 0]);
    expect(shareOut(0, usual)).toEqual([0, 0, 0]);
    expect(shareOut(2, { train: 1, validation: 0, test: 99 })).toEqual([1, 0, 1]);
    expect(shareOut(5, { train: 0, validation: 0, test: 100 })).toEqual([0, 0, 5]);
  });

  test('adds up, stays near the exact shares and leaves no class out of train', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), spec, (count, wanted) => {
        const [train, validation, testing] = shareOut(count, wanted);
        expect(train + validation + testing).toBe(count);
        expect(train).toBeGreaterThan(0);
        expect(Math.abs(train - (count * wanted.train) / 100)).toBeLessThanOrEqual(1);
        expect(Math.abs(validation - (count * wanted.validation) / 100)).toBeLessThan(2);
        expect(Math.abs(testing - (count * wanted.test) / 100)).toBeLessThan(2);
      }),
    );
  });
});

describe('a stratified split', () => {
  test('is the same for the same seed, another for another, and every class keeps its shares', () => {
    const labels = Array.from({ length: 300 }, (_, i) => (i % 10 === 0 ? 2 : i % 2));
    const usual = { train: 70, validation: 15, test: 15 };
    const split = stratifiedSplit(labels, usual, 7);
    expect(stratifiedSplit(labels, usual, 7)).toEqual(split);
    expect(stratifiedSplit(labels, usual, 8)).not.toEqual(split);
    for (const label of [0, 1, 2]) {
      const members = labels.flatMap((each, i) => (each === label ? [split[i]] : []));
      const counts = [0, 1, 2].map((which) => members.filter((each) => each === which).length);
      expect(counts).toEqual(shareOut(members.length, usual));
    }
  });

  test('never changes: runs name their split by seed', () => {
    const labels = Array.from({ length: 12 }, (_, i) => i % 2);
    expect([...stratifiedSplit(labels, { train: 50, validation: 25, test: 25 }, 7)]).toEqual([
      0, 1, 0, 1, 0, 0, 1, 0, 1, 2, 2, 0,
    ]);
  });
});
