import { tf } from '../runtime/tf.ts';
import { augmentation, forSome, sizesOf } from './augmentation.ts';
import { greyOf } from './colours.ts';
import { numberIn } from './config.ts';

export const randomGrayscale = augmentation<{ grey: tf.Tensor }>((config) => {
  const share = numberIn(config, 'factor');
  return {
    draw: (shape, draws) => ({
      grey: draws
        .uniform('grey', [sizesOf(shape).count])
        .less(share)
        .cast('float32'),
    }),
    apply: (pictures, { grey }) => forSome(grey, greyOf(pictures).mul(tf.onesLike(pictures)), pictures),
  };
});
