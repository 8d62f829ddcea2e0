import { describe, expect, test } from 'vitest';
import { seededRandom, xoshiro128 } from './seeded-random.ts';

describe('xoshiro128**', () => {
  test('gives the numbers of the reference implementation in C', () => {
    const random = xoshiro128([1, 2, 3, 4]);
    expect(Array.from({ length: 10 }, () => random.uint32())).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });
});

describe('a seeded generator', () => {
  const draw = (seed: number, stream?: number) => {
    const random = seededRandom(seed, stream);
    return Array.from({ length: 8 }, () => random.uint32());
  };

  test('repeats itself for the same seed and stream, and only then', () => {
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7, 1)).toEqual(draw(7, 1));
    const others = [draw(0), draw(7), draw(8), draw(7, 1), draw(7, 2), draw(7 + 2 ** 32)];
    expect(new Set(others.map(String)).size).toBe(others.length);
  });

  test('draws below a limit evenly', () => {
    const random = seededRandom(1);
    const counts = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i < 60_000; i++) {
      const side = random.below(6);
      counts[side] = (counts[side] ?? 0) + 1;
    }
    // Five standard deviations of a fair die.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(5 * Math.sqrt((60_000 * 5) / 36));
  });

  test('shuffles into every order about equally often', () => {
    const random = seededRandom(3);
    const seen = new Map<string, number>();
    for (let i = 0; i < 24_000; i++) {
      const order = random.shuffle([0, 1, 2, 3]).join('');
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect(seen.size).toBe(24);
    for (const count of seen.values()) expect(Math.abs(count - 1000)).toBeLessThan(5 * Math.sqrt(1000));
  });
});
