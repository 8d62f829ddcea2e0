import { tf } from '../../runtime/tf.ts';
import type { LossFunction } from './loss.ts';

const NEVER = -1e30;

/** Y. Sun et al., 2020, as Keras has it: every sample of a batch against every other, by cosine distance. */
export const circle: LossFunction<'circle'> = {
  takes: 'class-numbers',
  compute: (classes, embeddings, { gamma, margin, remove_diagonal }) => {
    const rows = embeddings as tf.Tensor2D;
    const [count] = rows.shape;
    const distance = tf.relu(tf.sub(1, tf.matMul(rows, rows, false, true)));
    const same = classes.expandDims(1).equal(classes.expandDims(0)).cast('float32');
    const others = remove_diagonal ? tf.sub(1, tf.eye(count)) : tf.onesLike(same);
    const [positive, negative] = [same.mul(others), tf.sub(1, same)];
    const near = tf.relu(distance.add(margin).mul(positive));
    const far = tf.relu(tf.sub(1 + margin, distance).mul(negative));
    const pulled = near.mul(tf.sub(margin, distance)).mul(-gamma);
    const pushed = far.mul(tf.sub(1 - margin, distance)).mul(gamma);
    const among = (scores: tf.Tensor, mask: tf.Tensor): tf.Tensor =>
      tf.logSumExp(tf.where(mask.cast('bool'), scores, tf.fill(scores.shape, NEVER)), 1);
    return tf.softplus(among(pulled, positive).add(among(pushed, negative)));
  },
  // A sample without a partner, or without anyone to tell it from, teaches nothing.
  mask: (_classes, _settings, losses) => losses.greater(0),
};
