import { expect, test } from 'vitest';
import { compareOutputs } from './compare-outputs.ts';

test('the largest difference, and how often the answer is the same', () => {
  const ours = new Float32Array([0.75, 0.25, 0.5, 0.5]);
  expect(compareOutputs(ours, new Float32Array([0.5, 0.5, 0.25, 0.75]), 2)).toEqual({
    maxAbsDifference: 0.25,
    agreement: 0.5,
  });
  expect(compareOutputs(ours, ours, 2)).toEqual({ maxAbsDifference: 0, agreement: 1 });
});

test('NaN never passes for equal', () => {
  const broken = new Float32Array([Number.NaN, 1]);
  expect(compareOutputs(broken, broken, 2).maxAbsDifference).toBe(Number.POSITIVE_INFINITY);
});

test('outputs of different sizes are an error, not a low difference', () => {
  expect(() => compareOutputs(new Float32Array(2), new Float32Array(3), 1)).toThrow(RangeError);
});
