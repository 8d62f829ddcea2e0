import { tf } from '../runtime/tf.ts';
import { augmentation, sizesOf } from './augmentation.ts';
import { rangeIn } from './config.ts';
import { affineTransform, fillingIn } from './projective.ts';

/** Rows for `affineTransform` that push rows along x and columns along y ([count, 2]). */
function shears(amounts: tf.Tensor): tf.Tensor {
  const [x, y] = amounts.split(2, 1) as [tf.Tensor, tf.Tensor];
  const [one, zero] = [tf.onesLike(x), tf.zerosLike(x)];
  return tf.concat([one, x, zero, y, one, zero, zero, zero], 1);
}

export const randomShear = augmentation<{ amounts: tf.Tensor }>((config) => {
  const [leastX, mostX] = rangeIn(config, 'x_factor', true);
  const [leastY, mostY] = rangeIn(config, 'y_factor', true);
  const filling = fillingIn(config);
  return {
    draw: (shape, draws) => {
      const { count } = sizesOf(shape);
      const x = draws.uniform('x', [count, 1], leastX, mostX);
      const y = draws.uniform('y', [count, 1], leastY, mostY);
      return { amounts: tf.concat([x, y], 1).mul(draws.sign('way', [count, 1])) };
    },
    apply: (pictures, { amounts }) => affineTransform(pictures, shears(amounts), filling),
  };
});
