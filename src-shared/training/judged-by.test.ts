import { expect, it } from 'vitest';
import { bestFirst, judgedBy } from './judged-by.ts';

const run = (id: number, best: string, metrics: Record<string, number | null>) => ({ id, metrics, config: { best } });
const ids = (runs: readonly { id: number }[]) => runs.map(({ id }) => id);

it('judges a run by the metric its best epoch was chosen by, else by the nearest there is', () => {
  const error = run(1, 'val_mean_absolute_error', { val_mean_absolute_error: 2.5, val_loss: 9 });
  expect(judgedBy(error)).toEqual({ name: 'val_mean_absolute_error', value: 2.5, better: 'lower' });
  const accuracy = run(2, 'val_left_accuracy', { val_left_accuracy: 0.5, val_right_accuracy: 0.9, val_loss: 1 });
  expect(judgedBy(accuracy)).toEqual({ name: 'val_left_accuracy', value: 0.5, better: 'higher' });
  expect(judgedBy(run(3, 'val_accuracy', { loss: 1, val_loss: 2 }))).toMatchObject({
    name: 'val_loss',
    better: 'lower',
  });
  expect(judgedBy(run(4, 'val_accuracy', {}))).toBeNull();
});

it('puts the best first, in the direction of their metric, and what goes by another behind', () => {
  const errors = [run(1, 'val_loss', { val_loss: 3 }), run(2, 'val_loss', {}), run(3, 'val_loss', { val_loss: 1 })];
  expect(ids(bestFirst(errors))).toEqual([3, 1, 2]);
  const mixed = [
    run(1, 'val_accuracy', { val_accuracy: 0.6 }),
    ...errors.slice(2),
    run(4, 'val_accuracy', { val_accuracy: 0.7 }),
  ];
  expect(ids(bestFirst(mixed))).toEqual([4, 1, 3]);
});
