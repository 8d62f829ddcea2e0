import { tf } from '../../runtime/tf.ts';
import { classesLast, smoothed } from './class-axis.ts';
import { EPSILON, type LossFunction } from './loss.ts';
import { softmaxCrossEntropy } from './softmax-cross-entropy.ts';

export const categoricalCrossentropy: LossFunction<'categorical_crossentropy'> = {
  compute: (target, prediction, settings) => {
    const [truth, found] = ready(target, prediction, settings);
    const shares = tf.clipByValue(tf.div(found, found.sum(-1, true)), EPSILON, 1 - EPSILON);
    return tf.mul(truth, tf.log(shares)).sum(-1).neg();
  },
  fromLogits: {
    activation: 'softmax',
    compute: (target, logits, settings) => {
      const [truth, found] = ready(target, logits, settings);
      return softmaxCrossEntropy(found, truth);
    },
  },
};

function ready(
  target: tf.Tensor,
  values: tf.Tensor,
  { axis, label_smoothing }: { readonly axis: number; readonly label_smoothing: number },
): [truth: tf.Tensor, values: tf.Tensor] {
  // Keras divides by the size of the last dimension, wherever the classes are.
  const truth = smoothed(target, label_smoothing, target.shape.at(-1) ?? 1);
  return [classesLast(truth, axis), classesLast(values, axis)];
}
