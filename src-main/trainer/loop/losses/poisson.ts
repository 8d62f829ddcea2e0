import { tf } from '../../runtime/tf.ts';
import { EPSILON, type LossFunction } from './loss.ts';

export const poisson: LossFunction<'poisson'> = {
  compute: (target, prediction) => tf.sub(prediction, tf.mul(target, tf.log(prediction.add(EPSILON)))).mean(-1),
};
