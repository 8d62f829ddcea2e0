import { tf } from '../runtime/tf.ts';
import { augmentation, forSome, sizesOf } from './augmentation.ts';
import { pairIn, rangeIn } from './config.ts';

/** A bell of this many values that sum to one; sigma is a tensor of one value. */
function bell(size: number, sigma: tf.Tensor): tf.Tensor {
  const values = tf
    .range(0, size)
    .sub((size - 1) / 2)
    .div(sigma)
    .square()
    .mul(-0.5)
    .exp();
  return values.div(values.sum());
}

export const randomGaussianBlur = augmentation<{ blurred: tf.Tensor; sigma: tf.Tensor }>((config) => {
  const factor = rangeIn(config, 'factor', false);
  const [least, most] = rangeIn(config, 'sigma', false);
  const [rows, columns] = pairIn(config, 'kernel_size');
  const range = pairIn(config, 'value_range');
  return {
    draw: (shape, draws) => ({
      blurred: draws.chance('blurred', [sizesOf(shape).count], factor),
      sigma: draws.uniform('sigma', [2], least, most).add(1e-6),
    }),
    apply: (pictures, { blurred, sigma }) => {
      const { channels } = sizesOf(pictures.shape);
      // Keras takes the first size for x and then gives the kernel those sizes as rows and columns.
      const along = bell(rows, sigma.slice([0], [1]));
      const down = bell(columns, sigma.slice([1], [1]));
      const kernel = tf.outerProduct(down as tf.Tensor1D, along as tf.Tensor1D).reshape([rows, columns, 1, 1]);
      const tiled = kernel.tile([1, 1, channels, 1]) as tf.Tensor4D;
      const soft = tf.depthwiseConv2d(pictures as tf.Tensor4D, tiled, 1, 'same');
      return forSome(blurred, soft, pictures).clipByValue(...range);
    },
  };
});
