import { tf } from '../../runtime/tf.ts';
import { smoothed } from './class-axis.ts';
import { EPSILON, type LossFunction } from './loss.ts';

const compute: LossFunction<'categorical_focal_crossentropy'>['compute'] = (
  target,
  prediction,
  { alpha, gamma, label_smoothing, axis },
) => {
  const truth = smoothed(target, label_smoothing, target.shape.at(-1) ?? 1);
  const shares = tf.clipByValue(tf.div(prediction, prediction.sum(axis, true)), EPSILON, 1 - EPSILON);
  const surprise = tf.mul(truth, tf.log(shares)).neg();
  return tf.mul(tf.pow(tf.sub(1, shares), gamma).mul(alpha), surprise).sum(axis);
};

export const categoricalFocalCrossentropy: LossFunction<'categorical_focal_crossentropy'> = {
  compute,
  fromLogits: {
    activation: 'softmax',
    compute: (target, logits, settings) => compute(target, tf.softmax(logits), settings),
  },
};
