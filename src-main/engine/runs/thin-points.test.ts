import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MetricPoint } from '#shared/training/run.ts';
import { thinPoints } from './thin-points.ts';

const point = (step: number, scope: MetricPoint['scope']): MetricPoint => ({
  scope,
  step,
  epoch: 1,
  seconds: step,
  values: { loss: 1 / (step + 1) },
});
const curve = fc
  .tuple(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 1, max: 200 }))
  .map(([steps, perEpoch]) =>
    Array.from({ length: steps }, (_, step) =>
      (step + 1) % perEpoch === 0 ? [point(step, 'batch'), point(step, 'epoch')] : [point(step, 'batch')],
    ).flat(),
  );

test('every epoch, at most the limit of batches, first and newest kept, order kept, evenly spread', () => {
  fc.assert(
    fc.property(curve, fc.integer({ min: 10, max: 500 }), (points, limit) => {
      const thinned = thinPoints(points, limit);
      const batches = thinned.filter((each) => each.scope === 'batch');
      const all = points.filter((each) => each.scope === 'batch');
      expect(batches.length).toBe(Math.min(limit, all.length));
      expect(thinned.filter((each) => each.scope === 'epoch')).toEqual(points.filter((each) => each.scope === 'epoch'));
      expect(thinned).toEqual(points.filter((each) => thinned.includes(each)));
      if (all.length === 0) return;
      expect(batches[0]).toBe(all[0]);
      expect(batches.at(-1)).toBe(all.at(-1));
      const gaps = batches.slice(1).map((each, i) => each.step - (batches[i] as MetricPoint).step);
      if (gaps.length > 0) expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
    }),
    { numRuns: 60 },
  );
});
