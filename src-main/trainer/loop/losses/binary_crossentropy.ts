import { tf } from '../../runtime/tf.ts';
import { smoothed } from './class-axis.ts';
import { EPSILON, type LossFunction } from './loss.ts';

/** Of each value by itself, from probabilities. */
export function surprises(target: tf.Tensor, prediction: tf.Tensor): tf.Tensor {
  const found = tf.clipByValue(prediction, EPSILON, 1 - EPSILON);
  const [yes, no] = [tf.mul(target, tf.log(found)), tf.mul(tf.sub(1, target), tf.log(tf.sub(1, found)))];
  return tf.add(yes, no).neg();
}

export const binaryCrossentropy: LossFunction<'binary_crossentropy'> = {
  compute: (target, prediction, { label_smoothing, axis }) =>
    surprises(smoothed(target, label_smoothing, 2), prediction).mean(axis),
  fromLogits: {
    activation: 'sigmoid',
    // softplus(x) − x · target: neither the logarithm nor the exponential can overflow.
    compute: (target, logits, { label_smoothing, axis }) =>
      tf.sub(tf.softplus(logits), tf.mul(logits, smoothed(target, label_smoothing, 2))).mean(axis),
  },
};
