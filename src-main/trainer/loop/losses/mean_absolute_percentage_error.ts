import { tf } from '../../runtime/tf.ts';
import { EPSILON, type LossFunction } from './loss.ts';

export const meanAbsolutePercentageError: LossFunction<'mean_absolute_percentage_error'> = {
  compute: (target, prediction) =>
    tf.div(tf.sub(target, prediction), tf.maximum(target.abs(), EPSILON)).abs().mean(-1).mul(100),
};
