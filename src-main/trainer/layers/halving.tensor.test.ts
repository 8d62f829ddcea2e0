import { describe, expect, it } from 'vitest';
import { tf } from '../runtime/tf.ts';
import { halved } from './halving.ts';

/** Small whole numbers, so that most windows have several largest values. */
const ties = (shape: [number, number, number, number], seed: number) =>
  tf.randomUniform(shape, -2, 3, 'int32', seed).cast('float32') as tf.Tensor4D;

describe('the largest of each 2 × 2', () => {
  it.each([
    [2, 8, 6, 3],
    [1, 2, 2, 1],
    [3, 11, 7, 5],
    [2, 5, 4, 8],
  ] as [number, number, number, number][])(
    'of (%i, %i, %i, %i) and its gradient are those of TensorFlow',
    (...shape) => {
      tf.tidy(() => {
        for (const seed of [1, 2, 3]) {
          const x = ties(shape, seed);
          const slope = tf.randomNormal(tf.maxPool(x, 2, 2, 'valid').shape, 0, 1, 'float32', seed);
          const through = (pool: (x: tf.Tensor4D) => tf.Tensor) =>
            tf.valueAndGrad((input) =>
              pool(input as tf.Tensor4D)
                .mul(slope)
                .sum(),
            )(x);
          const [ours, theirs] = [through(halved), through((input) => tf.maxPool(input, 2, 2, 'valid'))];
          expect(ours.value.dataSync()).toEqual(theirs.value.dataSync());
          expect(ours.grad.sub(theirs.grad).abs().max().dataSync()).toEqual(new Float32Array([0]));
        }
      });
    },
  );
});
