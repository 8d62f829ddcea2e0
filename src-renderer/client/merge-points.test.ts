import { expect, it } from 'vitest';
import type { MetricPoint } from '#shared/training/run.ts';
import { mergePoints } from './merge-points.ts';

const point = (scope: 'batch' | 'epoch', step: number, loss: number): MetricPoint => ({
  scope,
  step,
  epoch: 1,
  seconds: step,
  values: { loss },
});

it('appends what is new', () => {
  expect(mergePoints([point('batch', 1, 3)], [point('batch', 2, 2)]).map((one) => one.step)).toEqual([1, 2]);
});

it('lets a resumed run replace what came after its checkpoint', () => {
  const known = [point('batch', 1, 3), point('batch', 2, 2), point('epoch', 2, 2), point('batch', 3, 9)];
  const merged = mergePoints(known, [point('batch', 3, 1)]);
  expect(merged.map((one) => [one.scope, one.step, one.values.loss])).toEqual([
    ['batch', 1, 3],
    ['batch', 2, 2],
    ['epoch', 2, 2],
    ['batch', 3, 1],
  ]);
});

it('thins batches, and keeps every epoch and every spike', () => {
  const many = Array.from({ length: 7000 }, (_, step) => point('batch', step, step % 999 === 5 ? 9 : 1));
  const merged = mergePoints([], [...many, point('epoch', 7000, 1)]);
  const batches = merged.filter((one) => one.scope === 'batch');
  expect(batches.length).toBeLessThanOrEqual(3000);
  expect(batches.filter((one) => one.values.loss === 9)).toHaveLength(8);
  expect(merged.filter((one) => one.scope === 'epoch')).toHaveLength(1);
});
