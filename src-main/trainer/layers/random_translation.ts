import { tf } from '../runtime/tf.ts';
import { augmentation, sizesOf } from './augmentation.ts';
import { rangeIn } from './config.ts';
import { affineTransform, fillingIn } from './projective.ts';

/** Rows for `affineTransform` that move pictures by so many pixels. */
export const translations = (right: tf.Tensor, down: tf.Tensor): tf.Tensor =>
  tf.tidy(() => {
    const [x, y] = [right.reshape([-1, 1]), down.reshape([-1, 1])];
    const [one, zero] = [tf.onesLike(x), tf.zerosLike(x)];
    return tf.concat([one, zero, x.neg(), zero, one, y.neg(), zero, zero], 1);
  });

export const randomTranslation = augmentation<{ right: tf.Tensor; down: tf.Tensor }>((config) => {
  const [top, bottom] = rangeIn(config, 'height_factor', true);
  const [left, right] = rangeIn(config, 'width_factor', true);
  const filling = fillingIn(config);
  return {
    draw: (shape, draws) => {
      const { count, height, width } = sizesOf(shape);
      return {
        right: draws.uniform('right', [count], left * width, right * width),
        down: draws.uniform('down', [count], top * height, bottom * height),
      };
    },
    apply: (pictures, drawn) => affineTransform(pictures, translations(drawn.right, drawn.down), filling),
  };
});
