import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { withProgress } from './with-progress.ts';

describe('progress of a piece of work', () => {
  test('is passed on ten times a second at most, the last always, then the result', async () => {
    const steps = withProgress<number, string>(async (report) => {
      for (let i = 1; i <= 50; i++) {
        report(i);
        await delay(5);
      }
      return 'done';
    });
    const seen: number[] = [];
    const started = performance.now();
    let next = await steps.next();
    for (; !next.done; next = await steps.next()) seen.push(next.value);
    expect(next.value).toBe('done');
    expect(seen.at(-1)).toBe(50);
    expect(seen.length).toBeLessThanOrEqual(Math.ceil((performance.now() - started) / 100) + 1);
  });

  test('ends the work when its reader leaves, and waits for it', async () => {
    let ended = false;
    const steps = withProgress<number, void>(async (report, signal) => {
      while (!signal.aborted) {
        report(1);
        await delay(2);
      }
      await delay(20);
      ended = true;
    });
    for await (const _ of steps) break;
    expect(ended).toBe(true);
  });

  test('passes a failure on', async () => {
    const steps = withProgress<number, void>(async () => {
      throw new Error('broken');
    });
    await expect(steps.next()).rejects.toThrow('broken');
  });
});
