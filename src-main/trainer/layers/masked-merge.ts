import { tf } from '../runtime/tf.ts';
import { repeatToFit } from './broadcasting.ts';
import type { Mask } from './factory.ts';

type Operation = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;

const perValue = (mask: tf.Tensor): tf.Tensor => mask.expandDims(-1);

/** Where one of two inputs is padding, the other stands in for it: what Keras's maximum and minimum do. */
export function chosen(operation: Operation, inputs: readonly tf.Tensor[], masks: readonly Mask[]): tf.Tensor {
  const fitting = repeatToFit(inputs);
  if (masks.every((mask) => mask === null)) return fitting.reduce(operation);
  let seen: Mask = masks[0] ?? null;
  return fitting.reduce((all, input, index) => {
    const mask = masks[index] ?? null;
    const here = mask ? tf.where(perValue(mask), input, all) : input;
    const before = seen ? tf.where(perValue(seen), all, here) : all;
    seen = seen && mask ? tf.logicalOr(seen, mask) : null;
    return operation(before, here);
  });
}

/** A product in which padding counts as 1, and is 0 where every input is padding. */
export function product(inputs: readonly tf.Tensor[], masks: readonly Mask[]): tf.Tensor {
  const counts = masks.map((mask) => (mask ? perValue(mask).cast('float32') : null));
  const factors = inputs.map((input, index) => {
    const count = counts[index];
    return count ? input.mul(count).add(tf.sub(1, count)) : input;
  });
  const all = factors.reduce((result, factor) => result.mul(factor));
  const known = counts.filter((count) => count !== null);
  if (known.length < inputs.length) return all;
  return all.mul(known.reduce((some, count) => tf.maximum(some, count)));
}
