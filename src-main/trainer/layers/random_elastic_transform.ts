import { tf } from '../runtime/tf.ts';
import { augmentation, forSome, sizesOf } from './augmentation.ts';
import { pairIn, rangeIn } from './config.ts';
import { fillingIn } from './projective.ts';
import { sampledAt } from './sampled-at.ts';

/**
 * A bell of `2 · reach + 1` values that sum to one. Keras's is three times the whole part of sigma to either side; sigma
 * is known only while the step runs, so that the largest one is computed and what lies beyond is nothing.
 */
function bell(reach: number, sigma: tf.Tensor): tf.Tensor {
  const places = tf.range(-reach, reach + 1);
  const inside = places.abs().lessEqual(sigma.floor().mul(3)).cast('float32');
  const values = places.div(sigma.maximum(1e-6)).square().mul(-0.5).exp().mul(inside);
  return values.div(values.sum());
}

export const randomElasticTransform = augmentation<{ moved: tf.Tensor; strength: tf.Tensor; noise: tf.Tensor }>(
  (config) => {
    const factor = rangeIn(config, 'factor', false);
    const [least, most] = rangeIn(config, 'scale', false);
    const filling = fillingIn(config);
    const range = pairIn(config, 'value_range');
    return {
      draw: (shape, draws) => {
        const { count, height, width } = sizesOf(shape);
        return {
          moved: draws.chance('moved', [count], factor),
          strength: draws.uniform('strength', [1], least, most),
          // Keras draws the shifts to the right and down by one seed: they are the same.
          noise: draws.normal('noise', [count, height, width]),
        };
      },
      apply: (pictures, { moved, strength, noise }) => {
        const { height, width } = sizesOf(pictures.shape);
        const alpha = strength.mul(0.1).mul(Math.max(height, width));
        const sigma = strength.mul(0.05).mul(Math.min(height, width));
        const values = bell(3 * Math.floor(0.05 * most * Math.min(height, width) + 1e-3), sigma);
        const size = values.shape[0] as number;
        const kernel = tf.outerProduct(values as tf.Tensor1D, values as tf.Tensor1D).reshape([size, size, 1, 1]);
        const soft = tf.depthwiseConv2d(
          noise.mul(sigma).expandDims(3) as tf.Tensor4D,
          kernel as tf.Tensor4D,
          1,
          'same',
        );
        const shift = soft.squeeze([3]).mul(alpha);
        const down = tf.range(0, height).reshape([1, height, 1]).add(shift);
        const right = tf.range(0, width).reshape([1, 1, width]).add(shift);
        return forSome(moved, sampledAt(pictures, down, right, filling), pictures).clipByValue(...range);
      },
    };
  },
);
