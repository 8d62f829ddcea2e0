import { tf } from '../runtime/tf.ts';

/** Repeats each value along an axis. A product with ones, since tfjs has no gradient of tiling volumes. */
export function repeatValues(input: tf.Tensor, axis: number, times: number): tf.Tensor {
  if (times === 1) return input;
  const ones = new Array<number>(input.rank + 1).fill(1);
  ones[axis + 1] = times;
  const [, ...sizes] = input.shape.map((size, place) => (place === axis ? size * times : size));
  return input
    .expandDims(axis + 1)
    .mul(tf.ones(ones))
    .reshape([-1, ...sizes]);
}
