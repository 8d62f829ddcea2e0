import { tf } from '../runtime/tf.ts';
import { augmentation, perPicture, sizesOf } from './augmentation.ts';
import { pairIn, rangeIn } from './config.ts';

/** The blur of Keras: each pixel with a bit of its neighbours. */
function smoothed(pictures: tf.Tensor): tf.Tensor {
  const { channels } = sizesOf(pictures.shape);
  const [around, middle] = [1 / 13, 5 / 13];
  const kernel = tf.tensor4d([around, around, around, around, middle, around, around, around, around], [3, 3, 1, 1]);
  return tf.depthwiseConv2d(pictures as tf.Tensor4D, kernel.tile([1, 1, channels, 1]), 1, 'same');
}

export const randomSharpness = augmentation<{ factor: tf.Tensor }>((config) => {
  const [low, high] = rangeIn(config, 'factor', false);
  const range = pairIn(config, 'value_range');
  return {
    draw: (shape, draws) => ({ factor: draws.uniform('factor', [sizesOf(shape).count], low, high) }),
    apply: (pictures, { factor }) => {
      const blur = tf.sub(1, perPicture(factor).mul(2));
      return pictures.add(smoothed(pictures).sub(pictures).mul(blur)).clipByValue(...range);
    },
  };
});
