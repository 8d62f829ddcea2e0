import { tf } from '../../runtime/tf.ts';
import { EPSILON, type LossFunction } from './loss.ts';

export const tversky: LossFunction<'tversky'> = {
  compute: (target, prediction, { alpha, beta, axis }) => {
    const over = axis ?? undefined;
    const both = tf.mul(target, prediction).sum(over);
    const missed = tf.mul(tf.sub(1, prediction), target).sum(over);
    const wrong = tf.mul(prediction, tf.sub(1, target)).sum(over);
    return tf.sub(1, tf.div(both, both.add(missed.mul(alpha)).add(wrong.mul(beta)).add(EPSILON)));
  },
};
