import { tf } from '../runtime/tf.ts';
import { augmentation, sizesOf } from './augmentation.ts';
import { rangeIn } from './config.ts';
import { affineTransform, fillingIn } from './projective.ts';

/** Rows for `affineTransform` that show so many times the height and width, about the middle; above 1 is smaller. */
function zooms(down: tf.Tensor, across: tf.Tensor, height: number, width: number): tf.Tensor {
  const [x, y] = [across.reshape([-1, 1]), down.reshape([-1, 1])];
  const zero = tf.zerosLike(x);
  const right = tf.sub(1, x).mul((width - 1) / 2);
  const below = tf.sub(1, y).mul((height - 1) / 2);
  return tf.concat([x, zero, right, zero, y, below, zero, zero], 1);
}

export const randomZoom = augmentation<{ height: tf.Tensor; width: tf.Tensor }>((config) => {
  const [least, most] = rangeIn(config, 'height_factor', true);
  const own =
    config.width_factor === null || config.width_factor === undefined ? null : rangeIn(config, 'width_factor', true);
  const filling = fillingIn(config);
  return {
    draw: (shape, draws) => {
      const { count } = sizesOf(shape);
      const height = draws.uniform('height', [count], 1 + least, 1 + most);
      return { height, width: own ? draws.uniform('width', [count], 1 + own[0], 1 + own[1]) : height };
    },
    apply: (pictures, drawn) => {
      const { height, width } = sizesOf(pictures.shape);
      return affineTransform(pictures, zooms(drawn.height, drawn.width, height, width), filling);
    },
  };
});
