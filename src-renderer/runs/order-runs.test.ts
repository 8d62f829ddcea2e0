import { expect, it } from 'vitest';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import { runConfig } from '#shared/training/run.ts';
import { newestFirst, orderRuns } from './order-runs.ts';

const run = (number: number, accuracy: number | null, learningRate: number, state = 'completed'): RunSummary =>
  ({
    id: `run_${number}`,
    number,
    state,
    graphVersion: 1,
    dataset: { id: 'd', name: 'pets', version: 'v', versionNumber: 1 },
    config: runConfig.parse({ optimizer: { name: 'adam', learningRate } }),
    metrics: accuracy === null ? {} : { val_accuracy: accuracy },
    parameters: 10,
    seconds: 1,
    createdAt: '2026-01-01T00:00:00Z',
  }) as RunSummary;
const runs = [run(1, 0.5, 0.01), run(2, null, 0.001, 'failed'), run(3, 0.9, 0.001), run(10, 0.7, 0.01)];
const numbers = (found: RunSummary[]) => found.map(({ number }) => number);

it('orders by figures as figures, and what has none comes last either way', () => {
  expect(numbers(orderRuns(runs, '', newestFirst))).toEqual([10, 3, 2, 1]);
  expect(numbers(orderRuns(runs, '', { key: 'Best', descending: true }))).toEqual([3, 10, 1, 2]);
  expect(numbers(orderRuns(runs, '', { key: 'Best', descending: false }))).toEqual([1, 10, 3, 2]);
  expect(numbers(orderRuns(runs, '', { key: 'Rate', descending: false }))).toEqual([3, 2, 10, 1]);
  expect(numbers(orderRuns(runs, '', { key: 'State', descending: true }))).toEqual([2, 10, 3, 1]);
});

it('finds by number, state and settings; every word counts', () => {
  expect(numbers(orderRuns(runs, 'failed', newestFirst))).toEqual([2]);
  expect(numbers(orderRuns(runs, 'rate 1e-3', newestFirst))).toEqual([3, 2]);
  expect(numbers(orderRuns(runs, '1e-3 completed', newestFirst))).toEqual([3]);
  expect(numbers(orderRuns(runs, 'run 10', newestFirst))).toEqual([10]);
});

it('puts the best first whichever way is better, and runs of one metric together', () => {
  const error = (number: number, value: number): RunSummary => ({
    ...run(number, null, 0.01),
    metrics: { val_mean_absolute_error: value, val_loss: 1 },
    config: runConfig.parse({ best: 'val_mean_absolute_error' }),
  });
  const mixed = [error(4, 3), ...runs, error(5, 0.2)];
  expect(numbers(orderRuns(mixed, '', { key: 'Best', descending: true }))).toEqual([3, 10, 1, 5, 4, 2]);
});
