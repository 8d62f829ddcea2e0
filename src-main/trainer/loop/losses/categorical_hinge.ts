import { tf } from '../../runtime/tf.ts';
import type { LossFunction } from './loss.ts';

export const categoricalHinge: LossFunction<'categorical_hinge'> = {
  compute: (target, prediction) => {
    const own = tf.mul(target, prediction).sum(-1);
    const strongest = tf.mul(tf.sub(1, target), prediction).max(-1);
    return tf.relu(strongest.sub(own).add(1));
  },
};
