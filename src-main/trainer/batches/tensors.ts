import { floatsOfBytes } from '../runtime/pixels.ts';
import { tf } from '../runtime/tf.ts';
import type { RawBatch } from './packed-reader.ts';

export interface Batch {
  readonly count: number;
  readonly features: tf.Tensor;
  readonly labels: tf.Tensor1D;
}

/** The rows as float32; bytes are cast by TensorFlow. */
export function featuresOf(values: Uint8Array | Float32Array, count: number, shape: readonly number[]): tf.Tensor {
  const full = [count, ...shape];
  return values instanceof Uint8Array ? floatsOfBytes(values, full) : tf.tensor(values, full, 'float32');
}

/** Tensors of a batch; the caller disposes of them, or is in a tidy. */
export function toTensors(raw: RawBatch, shape: readonly number[]): Batch {
  return {
    count: raw.count,
    features: featuresOf(raw.features, raw.count, shape),
    labels: tf.tensor1d(raw.labels, 'int32'),
  };
}
