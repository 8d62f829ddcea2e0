import type { tf } from '../runtime/tf.ts';
import { augmentation, forSome, sizesOf } from './augmentation.ts';
import { stringIn } from './config.ts';

/** Keras draws one coin a picture, for both directions. */
export const randomFlip = augmentation<{ flipped: tf.Tensor }>((config) => {
  const mode = stringIn(config, 'mode', 'horizontal_and_vertical');
  return {
    draw: (shape, draws) => ({
      flipped: draws
        .uniform('coin', [sizesOf(shape).count])
        .lessEqual(0.5)
        .cast('float32'),
    }),
    apply: (pictures, { flipped }) => {
      const across = mode.includes('horizontal') ? forSome(flipped, pictures.reverse(2), pictures) : pictures;
      return mode.includes('vertical') ? forSome(flipped, across.reverse(1), across) : across;
    },
  };
});
