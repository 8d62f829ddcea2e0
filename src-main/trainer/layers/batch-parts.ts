import { usedDevice, usedThreads } from '../runtime/device.ts';
import { tf } from '../runtime/tf.ts';

/** Samples that are worth a thread: fewer take about as long as these. */
const LEAST = 8;

/**
 * How many samples each thread gets of a batch. A sequence is read step by step, and the products of one step are too small
 * to be shared; samples have nothing to do with each other. On a card, or one thread, all stay together.
 */
export function batchParts(batch: number): readonly number[] {
  const count = usedDevice() === 'cpu' ? Math.max(1, Math.min(usedThreads(), Math.floor(batch / LEAST))) : 1;
  const [share, left] = [Math.floor(batch / count), batch % count];
  return Array.from({ length: count }, (_, index) => share + (index < left ? 1 : 0));
}

/** tfjs's gradient of a split into one part fails. */
export const apartInBatch = (tensor: tf.Tensor, sizes: readonly number[], axis: number): readonly tf.Tensor[] =>
  sizes.length === 1 ? [tensor] : tf.split(tensor, [...sizes], axis);

export const togetherInBatch = (parts: readonly tf.Tensor[], axis: number): tf.Tensor =>
  parts.length === 1 ? (parts[0] as tf.Tensor) : tf.concat([...parts], axis);
