import { tf } from '../../runtime/tf.ts';
import { EPSILON, type LossFunction } from './loss.ts';

export const dice: LossFunction<'dice'> = {
  compute: (target, prediction, { axis }) => {
    const over = axis ?? undefined;
    const both = tf.mul(target, prediction).sum(over);
    return tf.sub(1, tf.div(both.mul(2), target.sum(over).add(prediction.sum(over)).add(EPSILON)));
  },
};
