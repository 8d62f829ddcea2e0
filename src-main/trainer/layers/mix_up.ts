import { tf } from '../runtime/tf.ts';
import { perPicture, sizesOf } from './augmentation.ts';
import { numberIn } from './config.ts';
import { mixingAugmentation } from './mixing.ts';

export const mixUp = mixingAugmentation((config) => {
  const alpha = numberIn(config, 'alpha');
  return {
    draw: (shape, draws) => {
      const { count } = sizesOf(shape);
      return { order: draws.order('order', count), share: draws.beta('share', [count], alpha) };
    },
    apply: (pictures, { order, share }) => {
      const own = perPicture(share);
      return pictures.mul(own).add(tf.gather(pictures, order.cast('int32')).mul(tf.sub(1, own)));
    },
  };
});
