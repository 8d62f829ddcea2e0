import { tf } from '../runtime/tf.ts';
import { augmentation, betweenRanges, perPicture, sizesOf } from './augmentation.ts';
import { pairIn, rangeIn } from './config.ts';
import { withoutGradient } from './without-gradient.ts';

const BITS = 8;

export const randomPosterization = augmentation<{ dropped: tf.Tensor }>((config) => {
  const [fewest, most] = rangeIn(config, 'factor', false);
  const range = pairIn(config, 'value_range');
  return {
    // Keras draws whole numbers below the upper end.
    draw: (shape, draws) => ({
      dropped: tf.sub(BITS, draws.whole('bits', [sizesOf(shape).count], fewest, Math.max(most, fewest + 1))),
    }),
    apply: (pictures, { dropped }) =>
      withoutGradient(pictures, (given) => {
        const step = tf.pow(2, perPicture(dropped));
        const posterized = betweenRanges(given, range, [0, 255]).floor().div(step).floor().mul(step);
        return betweenRanges(posterized, [0, 255], range);
      }),
  };
});
