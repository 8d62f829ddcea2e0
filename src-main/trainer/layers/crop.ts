import type { tf } from '../runtime/tf.ts';

/** Cuts so much off before and after each axis between the batch and the channels. */
export function crop(input: tf.Tensor, ends: readonly (readonly [number, number])[]): tf.Tensor {
  const begin = [0, ...ends.map(([before]) => before), 0];
  const sizes = ends.map(([before, after], axis) => (input.shape[axis + 1] ?? 0) - before - after);
  return input.slice(begin, [-1, ...sizes, -1]);
}
