import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MetricPoint } from './run.ts';
import { heightOf, thinPoints } from './thin-points.ts';

const point = (step: number, scope: MetricPoint['scope'], loss: number | null): MetricPoint => ({
  scope,
  step,
  epoch: 1,
  seconds: step,
  values: { loss },
});
const losses = fc.array(fc.option(fc.float({ noNaN: true, min: 0, max: 10 }), { freq: 50 }), { maxLength: 3000 });

test('every epoch, at most the limit of batches, first and newest kept, order kept, no extreme lost', () => {
  fc.assert(
    fc.property(
      losses,
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 4, max: 500 }),
      (found, perEpoch, limit) => {
        const points = found.flatMap((loss, step) =>
          (step + 1) % perEpoch === 0
            ? [point(step, 'batch', loss), point(step, 'epoch', loss)]
            : [point(step, 'batch', loss)],
        );
        const thinned = thinPoints(points, limit);
        const of = (some: readonly MetricPoint[], scope: MetricPoint['scope']) =>
          some.filter((each) => each.scope === scope);
        const [batches, all] = [of(thinned, 'batch'), of(points, 'batch')];
        expect(batches.length).toBeLessThanOrEqual(limit);
        expect(of(thinned, 'epoch')).toEqual(of(points, 'epoch'));
        expect(thinned).toEqual(points.filter((each) => thinned.includes(each)));
        if (all.length <= limit) {
          expect(batches).toEqual(all);
          return;
        }
        expect(batches[0]).toBe(all[0]);
        expect(batches.at(-1)).toBe(all.at(-1));
        for (const extreme of [Math.min, Math.max]) {
          expect(extreme(...batches.map(heightOf))).toBe(extreme(...all.map(heightOf)));
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('each stretch keeps its own spike', () => {
  const points = Array.from({ length: 10_000 }, (_, step) => point(step, 'batch', step % 500 === 77 ? 9 : 1));
  const spikes = thinPoints(points, 200).filter((each) => each.values.loss === 9);
  expect(spikes).toHaveLength(20);
});
