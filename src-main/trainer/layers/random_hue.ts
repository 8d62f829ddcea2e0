import type { tf } from '../runtime/tf.ts';
import { augmentation, betweenRanges, perPicture, sizesOf } from './augmentation.ts';
import { hsvOf, rgbOf } from './colours.ts';
import { pairIn, rangeIn } from './config.ts';
import { withoutGradient } from './without-gradient.ts';

export const randomHue = augmentation<{ shift: tf.Tensor }>((config) => {
  const [least, most] = rangeIn(config, 'factor', false);
  const range = pairIn(config, 'value_range');
  return {
    draw: (shape, draws) => {
      const { count } = sizesOf(shape);
      return { shift: draws.uniform('shift', [count], least / 2, most / 2).mul(draws.sign('way', [count])) };
    },
    apply: (pictures, { shift }) => {
      const { hue, saturation, value } = hsvOf(betweenRanges(pictures, range, [0, 1]));
      const moved = hue.add(perPicture(shift));
      const turns = withoutGradient(moved, (x) => x.less(0).cast('float32').sub(x.greater(1).cast('float32')));
      return betweenRanges(rgbOf(moved.add(turns), saturation, value).clipByValue(0, 1), [0, 1], range);
    },
  };
});
