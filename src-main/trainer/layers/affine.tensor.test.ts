import { expect, test } from 'vitest';
import { record } from '../recorder/recorder.ts';
import { tf } from '../runtime/tf.ts';
import { rowsTimes } from './affine.ts';

const draw = (shape: [number, number], seed: number) => tf.randomNormal<tf.Rank.R2>(shape, 0, 1, 'float32', seed);

const transposes = (rows: number, features: number, units: number): number => {
  const [x, kernel] = [draw([rows, features], 1), draw([features, units], 2)];
  const slopes = () =>
    tf.grads((a, b) => rowsTimes(a as tf.Tensor2D, b as tf.Tensor2D).sum() as tf.Scalar)([x, kernel]);
  const { recording } = record(
    {
      arguments: new Map([
        ['x', x],
        ['kernel', kernel],
      ]),
      variables: new Map(),
    },
    slopes,
  );
  return recording.operations.filter(({ name }) => name === 'Transpose').length;
};

test('slopes through a large kernel are those of the plain product', () => {
  tf.tidy(() => {
    const [x, kernel, weights] = [draw([5, 600], 1), draw([600, 500], 2), draw([5, 500], 3)];
    const slopes = (product: (a: tf.Tensor2D, b: tf.Tensor2D) => tf.Tensor) =>
      tf.grads(
        (a, b) =>
          product(a as tf.Tensor2D, b as tf.Tensor2D)
            .mul(weights)
            .sum() as tf.Scalar,
      )([x, kernel]);
    const [ours, plain] = [slopes(rowsTimes), slopes((a, b) => tf.matMul(a, b))];
    for (const [index, slope] of ours.entries()) {
      const other = plain[index] as tf.Tensor;
      const largest = other.abs().max().dataSync()[0] ?? 0;
      expect(largest).toBeGreaterThan(1);
      expect(slope.sub(other).abs().max().dataSync()[0]).toBeLessThan(2e-6 * largest);
    }
  });
});

test('the product is turned round for few rows and a large kernel alone', () => {
  tf.tidy(() => {
    expect(transposes(5, 600, 500)).toBe(1);
    expect(transposes(5, 60, 50)).toBe(0);
    expect(transposes(400, 600, 500)).toBe(0);
  });
});
