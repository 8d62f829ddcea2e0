import { describe, expect, it } from 'vitest';
import type { MetricPoint } from '#shared/training/run.ts';
import { accuracyBand, axisEnd, curve, lossCeiling, stepsPerEpochOf } from './series.ts';

const points: MetricPoint[] = [
  { scope: 'batch', step: 4, epoch: 1, seconds: 2, values: { loss: 2 } },
  { scope: 'batch', step: 8, epoch: 1, seconds: 4, values: { loss: null } },
  { scope: 'epoch', step: 8, epoch: 1, seconds: 5, values: { loss: 1.5, val_accuracy: 0.5 } },
  { scope: 'batch', step: 12, epoch: 2, seconds: 7, values: { loss: 1 } },
];

describe('curve', () => {
  it('places batches between the epochs they belong to', () => {
    expect(curve(points, 'batch', 'loss', 'epoch', 8)).toEqual([
      [0.5, 2],
      [1.5, 1],
    ]);
    expect(curve(points, 'epoch', 'loss', 'epoch', 8)).toEqual([[1, 1.5]]);
  });

  it('goes along steps and along time', () => {
    expect(curve(points, 'epoch', 'val_accuracy', 'step', 8)).toEqual([[8, 0.5]]);
    expect(curve(points, 'epoch', 'val_accuracy', 'time', 8)).toEqual([[5, 0.5]]);
  });
});

it('learns the steps of an epoch from the points where nobody tells them', () => {
  expect(stepsPerEpochOf(points, undefined)).toBe(8);
  expect(stepsPerEpochOf(points, 10)).toBe(10);
  expect(stepsPerEpochOf([], undefined)).toBe(1);
});

it('draws an interval only where the number of samples is known', () => {
  expect(accuracyBand([[1, 0.5]], null)).toEqual([]);
  const [band] = accuracyBand([[1, 0.5]], 54);
  expect(band?.[1]).toBeCloseTo(0.371, 3);
  expect(band?.[2]).toBeCloseTo(0.629, 3);
});

it('ends the axis at the plan', () => {
  expect(axisEnd('epoch', 60, 8)).toBe(60);
  expect(axisEnd('step', 60, 8)).toBe(480);
  expect(axisEnd('time', 60, 8)).toBeUndefined();
});

it('cuts a wild start off the axis, and nothing else', () => {
  const calm = Array.from({ length: 100 }, (_, i) => 1 - i / 200);
  expect(lossCeiling(calm)).toBeUndefined();
  expect(lossCeiling([80, ...calm])).toBe(2);
});
