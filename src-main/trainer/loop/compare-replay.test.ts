import { expect, test } from 'vitest';
import { compareReplay, differenceOf, type Outcome } from './compare-replay.ts';

const outcome = (loss: number, ...weights: number[]): Outcome => ({
  results: [Float32Array.of(loss)],
  variables: new Map([['kernel', Float32Array.from(weights)]]),
});
const never = (): never => {
  throw new Error('asked how much rounding makes');
};

test('a difference is a share of the largest value', () => {
  expect(differenceOf(Float32Array.of(1, -4), Float32Array.of(1, -3))).toBe(0.25);
  expect(differenceOf(Float32Array.of(Number.NaN, 2), Float32Array.of(Number.NaN, 2))).toBe(0);
  expect(differenceOf(Float32Array.of(1), Float32Array.of(Number.NaN))).toBe(Number.POSITIVE_INFINITY);
  expect(differenceOf(Float32Array.of(1), Float32Array.of(1, 2))).toBe(Number.POSITIVE_INFINITY);
});

test('steps that agree within the tolerances pass', () => {
  expect(() => compareReplay([outcome(2, 1, 1)], [outcome(2.00001, 1.00005, 1)], never)).not.toThrow();
});

test('a loss or a weight that is off is named', () => {
  const rounding = () => [outcome(2.0000002, 1, 1)];
  expect(() => compareReplay([outcome(2, 1, 1)], [outcome(2.1, 1, 1)], rounding)).toThrow(/result 0 is off by 5/);
  expect(() => compareReplay([outcome(2, 1, 1)], [outcome(2, 1, 1.01)], rounding)).toThrow(/kernel is off by 1/);
  expect(() => compareReplay([outcome(2, 1, 1)], [outcome(2, 1, Number.NaN)], rounding)).toThrow(/kernel is off/);
});

test('a difference that the last bit of the weights makes as well is forgiven', () => {
  expect(() => compareReplay([outcome(2, 1, 1)], [outcome(2, 1, 1.01)], () => [outcome(2, 1, 0.99)])).not.toThrow();
});
