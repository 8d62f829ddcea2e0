import { tf } from '../../runtime/tf.ts';
import type { LossFunction } from './loss.ts';

/** Targets that are all 0 or 1 are read as −1 and 1. */
export function signed(target: tf.Tensor): tf.Tensor {
  const binary = tf.logicalOr(target.equal(0), target.equal(1)).all().cast('float32');
  return tf.add(target, binary.mul(target.sub(1)));
}

/** What misses the margin. */
export const missing = (target: tf.Tensor, prediction: tf.Tensor): tf.Tensor =>
  tf.relu(tf.sub(1, tf.mul(signed(target), prediction)));

export const hinge: LossFunction<'hinge'> = {
  compute: (target, prediction) => missing(target, prediction).mean(-1),
};
