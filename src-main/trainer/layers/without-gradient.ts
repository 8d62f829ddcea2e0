import { tf } from '../runtime/tf.ts';

/** Computes something that has no slope, such as a rounding: what comes back through it is zero, as in TensorFlow. */
export function withoutGradient(input: tf.Tensor, compute: (input: tf.Tensor) => tf.Tensor): tf.Tensor {
  const operation = tf.customGrad((x, save) => {
    const given = x as tf.Tensor;
    (save as tf.GradSaveFunc)([given]);
    return { value: compute(given), gradFunc: (_dy, saved) => tf.zerosLike(saved[0] as tf.Tensor) };
  });
  return operation(input);
}
