import { expect, test } from 'vitest';
import { pairAnswers } from './pair-answers.ts';
import type { StoredPredictions } from './predictions-file.ts';

/** Rows of [index, truth, score of class 0]; class 1 gets the rest. */
function answers(rows: readonly (readonly [number, number, number])[]): StoredPredictions {
  return {
    rows: Int32Array.from(rows, ([index]) => index),
    truth: Int32Array.from(rows, ([, truth]) => truth),
    predicted: Int32Array.from(rows, ([, , score]) => (score >= 0.5 ? 0 : 1)),
    scores: Float32Array.from(rows.flatMap(([, , score]) => [score, 1 - score])),
  };
}

test('counts by who is right, whatever the order of the samples, the surest disagreement first', () => {
  const a = answers([
    [4, 0, 0.75],
    [5, 0, 0.25],
    [6, 1, 0.25],
    [7, 1, 0.75],
    [9, 0, 0.875],
  ]);
  const b = answers([
    [9, 0, 0.125],
    [7, 1, 0.875],
    [6, 1, 0.5],
    [5, 0, 0.625],
    [4, 0, 1],
  ]);
  const paired = pairAnswers(a, b, 2);
  expect(paired.counts).toEqual({ bothRight: 1, onlyA: 2, onlyB: 1, bothWrong: 1 });
  expect(paired.onlyA).toEqual([
    { index: 9, truth: 0, a: { predicted: 0, confidence: 0.875 }, b: { predicted: 1, confidence: 0.875 } },
    { index: 6, truth: 1, a: { predicted: 1, confidence: 0.75 }, b: { predicted: 0, confidence: 0.5 } },
  ]);
  expect(paired.onlyB).toEqual([
    { index: 5, truth: 0, a: { predicted: 1, confidence: 0.75 }, b: { predicted: 0, confidence: 0.625 } },
  ]);
});

test('answers to other samples are an error, not a verdict', () => {
  const one = answers([[4, 0, 0.75]]);
  expect(() => pairAnswers(one, answers([[5, 0, 0.75]]), 2)).toThrow(RangeError);
  expect(() =>
    pairAnswers(
      one,
      answers([
        [4, 0, 0.75],
        [5, 0, 0.75],
      ]),
      2,
    ),
  ).toThrow(RangeError);
});
