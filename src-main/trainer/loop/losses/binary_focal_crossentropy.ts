import { tf } from '../../runtime/tf.ts';
import { surprises } from './binary_crossentropy.ts';
import { smoothed } from './class-axis.ts';
import type { LossFunction } from './loss.ts';

const compute: LossFunction<'binary_focal_crossentropy'>['compute'] = (
  target,
  prediction,
  { apply_class_balancing, alpha, gamma, label_smoothing, axis },
) => {
  const truth = smoothed(target, label_smoothing, 2);
  const right = tf.add(tf.mul(truth, prediction), tf.mul(tf.sub(1, truth), tf.sub(1, prediction)));
  const focal = tf.mul(tf.pow(tf.sub(1, right), gamma), surprises(truth, prediction));
  if (!apply_class_balancing) return focal.mean(axis);
  return tf.mul(focal, tf.add(truth.mul(alpha), tf.sub(1, truth).mul(1 - alpha))).mean(axis);
};

export const binaryFocalCrossentropy: LossFunction<'binary_focal_crossentropy'> = {
  compute,
  fromLogits: {
    activation: 'sigmoid',
    compute: (target, logits, settings) => compute(target, tf.sigmoid(logits), settings),
  },
};
