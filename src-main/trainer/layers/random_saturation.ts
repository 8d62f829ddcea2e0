import type { tf } from '../runtime/tf.ts';
import { augmentation, perPicture, sizesOf } from './augmentation.ts';
import { hsvOf, rgbOf } from './colours.ts';
import { pairIn, rangeIn } from './config.ts';

/** Keras's epsilon: keeps a factor of 1 from dividing by zero. */
const EPSILON = 1e-7;

export const randomSaturation = augmentation<{ factor: tf.Tensor }>((config) => {
  const [low, high] = rangeIn(config, 'factor', true);
  const range = pairIn(config, 'value_range');
  return {
    draw: (shape, draws) => {
      const share = draws.uniform('factor', [sizesOf(shape).count], low, high);
      return { factor: share.div(share.mul(-1).add(1 + EPSILON)) };
    },
    apply: (pictures, { factor }) => {
      const { hue, saturation, value } = hsvOf(pictures);
      return rgbOf(hue, saturation.mul(perPicture(factor)).clipByValue(...range), value);
    },
  };
});
