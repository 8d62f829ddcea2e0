import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { fastest, type TimeSteps } from './choose-threads.ts';

const never = new AbortController().signal;
/** Milliseconds of a step by number of threads; what was tried is written down. */
function machine(milliseconds: Record<number, number>): { time: TimeSteps; tried: number[] } {
  const tried: number[] = [];
  const time: TimeSteps = async (threads) => {
    tried.push(threads);
    return (milliseconds[threads] ?? 0) / 1000;
  };
  return { time, tried };
}

describe('the number of threads', () => {
  test('is the fastest of all, four and one', async () => {
    const { time, tried } = machine({ 16: 2, 4: 1.1, 1: 1.5 });
    const found = await fastest(16, time, never);
    expect(tried).toEqual([16, 4, 1]);
    expect(found).toEqual({ count: 4, reason: '1.1 ms a step were measured, with 16 it was 2.0 ms' });
  });

  test('is all of them where fewer are slower', async () => {
    const { time } = machine({ 2: 2, 1: 3 });
    expect(await fastest(2, time, never)).toEqual({ count: 2, reason: 'fewer were slower than 2.0 ms a step' });
  });

  test('is the smaller one of two that are as fast', async () => {
    const { time } = machine({ 2: 2, 1: 2.01 });
    expect((await fastest(2, time, never)).count).toBe(1);
  });

  test('is not looked for where a step is long', async () => {
    const { time, tried } = machine({ 8: 120, 4: 1, 1: 1 });
    expect(await fastest(8, time, never)).toEqual({ count: 8, reason: 'a step takes 120 ms: all have work' });
    expect(tried).toEqual([8]);
  });

  test('is all of them where trying takes too long, or fails', async () => {
    const slow: TimeSteps = async (_, signal) => {
      await delay(10_000, undefined, { signal });
      return 1;
    };
    expect(await fastest(8, slow, never, 30)).toEqual({ count: 8, reason: 'trying out others took too long' });
    const broken: TimeSteps = () => Promise.reject(new Error('no'));
    expect(await fastest(8, broken, never)).toEqual({ count: 8, reason: 'others could not be tried out' });
  });

  test('is not looked for any longer once the run is stopped', async () => {
    const stopped = new AbortController();
    const time: TimeSteps = async () => {
      stopped.abort();
      throw new Error('the process ended');
    };
    await expect(fastest(8, time, stopped.signal)).rejects.toThrow(/abort/i);
  });
});
