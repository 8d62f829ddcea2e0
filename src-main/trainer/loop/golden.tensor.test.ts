import { describe, expect, test } from 'vitest';
import { lossNames } from '#shared/training/losses/index.ts';
import { tf } from '../runtime/tf.ts';
import { difference, type GoldenTensor, readGolden, toTensor } from '../testing/golden-files.ts';
import { lossFunctions } from './losses/index.ts';

describe('losses are what Keras 3 computes', () => {
  const golden = readGolden<{
    logits: GoldenTensor;
    classes: number[];
    cases: { name: (typeof lossNames)[number]; perSample: GoldenTensor; gradient: GoldenTensor }[];
  }>('losses');
  test('each has a case', () => {
    expect(golden.cases.map(({ name }) => name)).toEqual(lossNames);
    expect(Object.keys(lossFunctions)).toEqual(lossNames);
  });
  for (const { name, perSample, gradient } of golden.cases) {
    test(name, () => {
      const logits = toTensor(golden.logits) as tf.Tensor2D;
      const classes = tf.tensor1d(golden.classes, 'int32');
      const compute = (x: tf.Tensor) => lossFunctions[name].perSample(x as tf.Tensor2D, classes, (y) => tf.softmax(y));
      expect(difference(compute(logits), perSample)).toBeLessThan(1e-6);
      expect(difference(tf.grad((x) => compute(x).mean())(logits), gradient)).toBeLessThan(1e-6);
    });
  }

  test('crossentropy stays exact where a probability is too small for a float', () => {
    const { perSample } = lossFunctions.categorical_crossentropy;
    const loss = perSample(tf.tensor2d([[0, 500]]), tf.tensor1d([0], 'int32'), (x) => x);
    expect(loss.dataSync()[0]).toBeCloseTo(500);
  });
});
