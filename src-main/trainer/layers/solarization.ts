import { tf } from '../runtime/tf.ts';
import { augmentation, betweenRanges, perPicture, sizesOf } from './augmentation.ts';
import { pairIn, rangeIn } from './config.ts';
import { withoutGradient } from './without-gradient.ts';

const BYTES = [0, 255] as const;

export const solarization = augmentation<{ addition: tf.Tensor; threshold: tf.Tensor }>((config) => {
  const [leastAdded, mostAdded] = rangeIn(config, 'addition_factor', false);
  const [lowest, highest] = rangeIn(config, 'threshold_factor', false);
  const range = pairIn(config, 'value_range');
  return {
    // Keras scales the upper ends alone to bytes.
    draw: (shape, draws) => {
      const { count } = sizesOf(shape);
      return {
        addition: draws.uniform('addition', [count], leastAdded, mostAdded * 255),
        threshold: draws.uniform('threshold', [count], lowest, highest * 255),
      };
    },
    apply: (pictures, { addition, threshold }) => {
      const added = betweenRanges(pictures, range, BYTES).add(perPicture(addition)).clipByValue(0, 255);
      const kept = withoutGradient(added, (x) => x.less(perPicture(threshold)));
      return betweenRanges(added.where(kept, tf.sub(255, added)), BYTES, range);
    },
  };
});
