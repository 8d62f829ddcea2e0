import { tf } from '../../runtime/tf.ts';
import { EPSILON, type LossFunction } from './loss.ts';

export const klDivergence: LossFunction<'kl_divergence'> = {
  compute: (target, prediction) => {
    const [truth, found] = [tf.clipByValue(target, EPSILON, 1), tf.clipByValue(prediction, EPSILON, 1)];
    return tf.mul(truth, tf.log(tf.div(truth, found))).sum(-1);
  },
};
