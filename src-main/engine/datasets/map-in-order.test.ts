import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { mapInOrder } from './map-in-order.ts';

describe('mapping in order', () => {
  test('keeps the order, works on several at once and on no more', async () => {
    const items = Array.from({ length: 200 }, (_, i) => i);
    let active = 0;
    let most = 0;
    const results: number[] = [];
    const mapped = mapInOrder(items, 4, async (item) => {
      most = Math.max(most, ++active);
      await delay(item % 7 === 0 ? 3 : 0);
      active--;
      return item * 2;
    });
    for await (const result of mapped) results.push(result);
    expect(results).toEqual(items.map((item) => item * 2));
    expect(most).toBe(4);
  });

  test('a failure is thrown in its turn, and nothing begins after it', async () => {
    let begun = 0;
    const results: number[] = [];
    const run = async () => {
      const mapped = mapInOrder(Array(500).fill(0), 2, async (_, index) => {
        begun++;
        await delay(0);
        if (index === 10) throw new Error('ten');
        return index;
      });
      for await (const result of mapped) results.push(result);
    };
    await expect(run()).rejects.toThrow('ten');
    expect(results).toHaveLength(10);
    const after = begun;
    await delay(10);
    expect(begun).toBe(after);
    expect(begun).toBeLessThan(100);
  });
});
