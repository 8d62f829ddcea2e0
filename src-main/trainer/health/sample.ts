import { tf } from '../runtime/tf.ts';

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/** How far apart values lie that are looked at: without a common factor, or one channel would be looked at alone. */
export function strideFor(size: number, most: number): number {
  let stride = Math.max(1, Math.ceil(size / most));
  while (divisor(size, stride) > 1) stride++;
  return stride;
}

export const sampleSize = (size: number, most: number): number => Math.ceil(size / strideFor(size, most));

/** At most so many values of a tensor, evenly spread; all of them where they aren't more. */
export function evenSample(tensor: tf.Tensor, most: number): tf.Tensor1D {
  const flat = tensor.reshape([tensor.size]);
  const stride = strideFor(tensor.size, most);
  return (stride === 1 ? flat : tf.stridedSlice(flat, [0], [tensor.size], [stride])) as tf.Tensor1D;
}
