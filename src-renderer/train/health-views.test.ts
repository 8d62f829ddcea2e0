import { expect, test } from 'vitest';
import type { HealthObservation } from '#shared/training/health/observation.ts';
import type { MetricPoint } from '#shared/training/run.ts';
import { eventsOf } from './event-lines.ts';
import { levelOf, stripOf } from './health-strips.ts';
import { evenly, ridgesOf } from './ridge.ts';

const observed = (step: number): HealthObservation => ({
  step,
  epoch: step,
  layers: [
    {
      node: 'dense_1',
      finite: true,
      size: 4,
      gradient: 2,
      weight: 1,
      update: step / 1000,
      mean: 0,
      deviation: 1,
      zeros: 0,
      silent: 0.25,
      saturated: null,
    },
  ],
});

test('a strip has a value for each look, of many looks no more than it has room for', () => {
  expect(stripOf([observed(1), observed(2)], 'dense_1', 'update').map(({ value }) => value)).toEqual([0.001, 0.002]);
  expect(stripOf([observed(1)], 'dense_1', 'gradient')[0]?.value).toBe(1);
  expect(stripOf([observed(1)], 'other', 'silent')[0]?.value).toBeNull();
  const many = Array.from({ length: 240 }, (_, index) => observed(index));
  expect(stripOf(many, 'dense_1', 'update')).toHaveLength(60);
});

test('values have words beside their colours', () => {
  const words = [1e-8, 1e-3, 0.5].map((value) => levelOf('update', value, 1).word);
  expect(words).toEqual(['next to nothing', 'usual', 'far too large']);
  expect(levelOf('silent', 1, 1).word).toBe('dead');
  expect(levelOf('gradient', 1e-9, 1).word).toBe('next to nothing');
  expect(levelOf('gradient', null, 1).word).toBe('–');
});

test('histograms of their own ranges lie on one axis', () => {
  const ridges = ridgesOf([{ low: -1, high: 1, counts: [5, 5] }, null, { low: 0, high: 3, counts: [0, 8] }]);
  expect([ridges?.low, ridges?.high, ridges?.rows.length]).toEqual([-1, 3, 2]);
  expect(Math.max(...(ridges?.rows.flat() ?? []))).toBe(1);
  expect(ridges?.rows[1]?.[0]).toBe(0);
  expect(ridges?.rows[0]?.at(-1)).toBe(0);
  expect(ridgesOf([null])).toBeNull();
  expect(ridgesOf([{ low: 2, high: 2, counts: [3] }])?.rows[0]).toContain(1);
});

test('of many the newest is among those that are shown', () => {
  expect(evenly([1, 2, 3, 4, 5], 2)).toEqual([2, 5]);
  expect(evenly([1, 2], 5)).toEqual([1, 2]);
});

const points = Array.from(
  { length: 100 },
  (_, index): MetricPoint => ({ scope: 'batch', step: index + 1, epoch: 1, seconds: (index + 1) * 2, values: {} }),
);
const finding = (step: number | null, mark: string) => ({
  code: 'guessing' as const,
  severity: 'warning' as const,
  title: mark,
  text: '',
  mark,
  nodes: [],
  epoch: 1,
  step,
  tries: [],
});

test('findings are lines on the curve; those that begin together share one', () => {
  const found = [finding(10, 'Dead layer'), finding(12, 'Saturated'), finding(80, 'Overfitting begins')];
  expect(eventsOf(found, points, 'epoch', 10).map(({ x, label }) => [x, label])).toEqual([
    [1, 'Dead layer · Saturated'],
    [8, 'Overfitting begins'],
  ]);
  expect(eventsOf(found, points, 'time', 10)[1]?.x).toBe(160);
  expect(eventsOf([finding(null, 'x')], points, 'step', 10)).toEqual([]);
  expect(eventsOf(found, [], 'step', 10)).toEqual([]);
});

test('an error among findings that share a line makes it one', () => {
  const grave = { ...finding(12, 'Not a number'), severity: 'error' as const };
  expect(eventsOf([finding(10, 'Dead layer'), grave, finding(80, 'Late')], points, 'epoch', 10)).toEqual([
    { x: 1, label: 'Dead layer · Not a number', tone: '--bad' },
    { x: 8, label: 'Late', tone: '--warn' },
  ]);
});
