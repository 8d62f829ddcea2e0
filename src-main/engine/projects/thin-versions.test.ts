import fc from 'fast-check';
import { expect, test } from 'vitest';
import { versionsToDrop } from './thin-versions.ts';

const MINUTE = 60_000;
const history = fc.array(fc.integer({ min: 0, max: 5 * MINUTE }), { maxLength: 300 }).map((gaps) => {
  let at = Date.UTC(2026, 0, 1);
  return gaps.map((gap, i) => {
    at += gap;
    return { version: i + 1, savedAt: new Date(at).toISOString() };
  });
});

test('keeps the newest fifty, every version of a run, and one of each ten minutes; thinning again drops nothing', () => {
  fc.assert(
    fc.property(history, fc.uniqueArray(fc.integer({ min: 1, max: 300 })), (versions, runs) => {
      const used = new Set(runs);
      const dropped = new Set(versionsToDrop(versions, used));
      const kept = versions.filter(({ version }) => !dropped.has(version));
      expect(kept.slice(-50)).toEqual(versions.slice(-50));
      for (const { version } of versions) if (used.has(version)) expect(dropped.has(version)).toBe(false);
      const windowOf = (at: string) => Math.floor(Date.parse(at) / (10 * MINUTE));
      const windows = new Set(versions.map(({ savedAt }) => windowOf(savedAt)));
      expect(new Set(kept.map(({ savedAt }) => windowOf(savedAt)))).toEqual(windows);
      expect(kept.length).toBeLessThanOrEqual(50 + used.size + windows.size);
    }),
  );
});

test('fifty saves in a minute and ten more: the ten oldest shrink to one', () => {
  const versions = Array.from({ length: 60 }, (_, i) => ({ version: i + 1, savedAt: '2026-01-01T10:00:00.000Z' }));
  expect(versionsToDrop(versions, new Set([3]))).toEqual([1, 2, 4, 5, 6, 7, 8, 9]);
});
