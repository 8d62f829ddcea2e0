import { tf } from '../../runtime/tf.ts';
import { classesLast } from './class-axis.ts';
import { EPSILON, type LossFunction } from './loss.ts';
import { sparseSoftmaxCrossEntropy } from './softmax-cross-entropy.ts';

type Settings = { readonly axis: number; readonly ignore_class: number | null };

export const sparseCategoricalCrossentropy: LossFunction<'sparse_categorical_crossentropy'> = {
  takes: 'class-numbers',
  compute: (classes, prediction, settings) =>
    compared(classes, tf.log(tf.clipByValue(prediction, EPSILON, 1 - EPSILON)), settings),
  fromLogits: {
    activation: 'softmax',
    compute: (classes, logits, settings) => compared(classes, logits, settings),
  },
  mask: (classes, { ignore_class }) => (ignore_class === null ? null : classes.notEqual(ignore_class)),
};

function compared(classes: tf.Tensor, logits: tf.Tensor, { axis, ignore_class }: Settings): tf.Tensor {
  const values = classesLast(logits, axis);
  if (ignore_class === null) return sparseSoftmaxCrossEntropy(values, classes);
  const counts = classes.notEqual(ignore_class);
  // Any class will do where it doesn't count: the kernel refuses one that there isn't.
  const known = classes.mul(counts.cast('int32'));
  return sparseSoftmaxCrossEntropy(values, known).mul(counts.cast('float32'));
}
