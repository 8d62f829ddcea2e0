import { tf } from '../../runtime/tf.ts';

/** A tensor with its classes in the last dimension, wherever they were. */
export function classesLast(x: tf.Tensor, axis: number): tf.Tensor {
  const from = axis < 0 ? x.rank + axis : axis;
  if (from === x.rank - 1) return x;
  const order = Array.from({ length: x.rank }, (_, index) => index);
  order.splice(from, 1);
  return x.transpose([...order, from]);
}

/** Moves a share of the certainty to all classes evenly. */
export const smoothed = (target: tf.Tensor, share: number, classes: number): tf.Tensor =>
  share === 0 ? target : tf.add(target.mul(1 - share), share / classes);

/** One value a class in the place of class numbers, which are −1 where there is no class. */
export const oneHot = (classes: tf.Tensor, width: number): tf.Tensor =>
  tf.oneHot(classes.cast('int32'), width).cast('float32');
