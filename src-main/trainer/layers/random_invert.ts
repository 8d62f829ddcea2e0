import { tf } from '../runtime/tf.ts';
import { augmentation, forSome, sizesOf } from './augmentation.ts';
import { pairIn, rangeIn } from './config.ts';

export const randomInvert = augmentation<{ inverted: tf.Tensor }>((config) => {
  const factor = rangeIn(config, 'factor', false);
  const [, high] = pairIn(config, 'value_range');
  return {
    draw: (shape, draws) => ({ inverted: draws.chance('inverted', [sizesOf(shape).count], factor) }),
    apply: (pictures, { inverted }) => forSome(inverted, tf.sub(high, pictures), pictures),
  };
});
