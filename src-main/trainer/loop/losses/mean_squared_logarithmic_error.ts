import { tf } from '../../runtime/tf.ts';
import { EPSILON, type LossFunction } from './loss.ts';

const logarithm = (x: tf.Tensor): tf.Tensor => tf.log(tf.maximum(x, EPSILON).add(1));

export const meanSquaredLogarithmicError: LossFunction<'mean_squared_logarithmic_error'> = {
  compute: (target, prediction) => tf.squaredDifference(logarithm(prediction), logarithm(target)).mean(-1),
};
