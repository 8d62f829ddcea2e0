import { expect, it } from 'vitest';
import type { Evaluation } from '#shared/contract/requests/results.ts';
import { figuresOf } from './figures.ts';

const evaluation: Evaluation = {
  run: 'run_1',
  split: 'test',
  samples: 10,
  checkpoint: 'best',
  metrics: { accuracy: 0.7, loss: 0.9 },
  accuracyInterval: { low: 0.4, high: 0.89 },
  confusion: {
    labels: ['a', 'b', 'c'],
    matrix: [
      [3, 1, 0],
      [2, 4, 0],
      [0, 0, 0],
    ],
  },
  perClass: [
    { label: 'a', support: 4, predicted: 5, precision: 0.6, recall: 0.75, f1: 2 / 3 },
    { label: 'b', support: 6, predicted: 5, precision: 0.8, recall: 2 / 3, f1: 8 / 11 },
    { label: 'c', support: 0, predicted: 0, precision: null, recall: null, f1: null },
  ],
  engine: 'graph',
  engineReason: null,
};

it('counts what is right and leaves classes without pictures out of the means', () => {
  const [accuracy, balanced, f1, loss] = figuresOf(evaluation);
  expect(accuracy).toMatchObject({ value: 0.7, note: '7 of 10 right', interval: { low: 0.4, high: 0.89 } });
  expect(balanced?.value).toBeCloseTo((0.75 + 2 / 3) / 2);
  expect(balanced?.note).toBe('recall, mean over 2 of 3 classes');
  expect(f1?.value).toBeCloseTo((2 / 3 + 8 / 11) / 2);
  expect(loss).toMatchObject({ value: 0.9, note: 'by crossentropy, guessing would be 1.10', scale: null });
});

it('says nothing of a loss it was not given', () => {
  expect(figuresOf({ ...evaluation, metrics: { accuracy: 0.7 } })).toHaveLength(3);
});

it('without classes it tells the metrics that there are, in words', () => {
  const metrics = { loss: 0.01, picture_loss: 0.02, picture_mean_absolute_error: 0.1, label_accuracy: null };
  const figures = figuresOf({ ...evaluation, perClass: [], confusion: { labels: [], matrix: [] }, metrics });
  expect(figures.map(({ title, value, note }) => [title, value, note])).toEqual([
    ['Loss', 0.01, 'lower is better'],
    ['Loss of picture', 0.02, 'lower is better'],
    ['Mean absolute error of picture', 0.1, 'lower is better'],
    ['Accuracy of label', null, 'higher is better'],
  ]);
});
