import type { PackedData } from '#shared/contract/trainer.ts';
import { floatsOfBytes } from '../runtime/pixels.ts';
import { tf } from '../runtime/tf.ts';
import type { RawBatch, RawValues } from './packed-reader.ts';

export interface Batch {
  readonly count: number;
  /** In the order of the model's inputs. */
  readonly inputs: readonly tf.Tensor[];
  /** In the order of its outputs: class numbers, int32, or values as they are stored. */
  readonly targets: readonly tf.Tensor[];
  /** One for each sample; null: all count the same. */
  readonly weights: tf.Tensor | null;
}

/** What the values of a batch are. */
export type BatchLayout = Pick<PackedData, 'inputs' | 'targets'>;

/** The rows as float32; bytes are cast by TensorFlow. */
export function featuresOf(values: RawValues, count: number, shape: readonly number[]): tf.Tensor {
  const full = [count, ...shape];
  if (values instanceof Uint8Array) return floatsOfBytes(values, full);
  return values instanceof Int32Array
    ? tf.tensor(values, full, 'int32').cast('float32')
    : tf.tensor(values, full, 'float32');
}

/** Tensors of a batch; the caller disposes of them, or is in a tidy. */
export function toTensors(raw: RawBatch, { inputs, targets }: BatchLayout): Batch {
  const { count } = raw;
  const none = new Uint8Array(0);
  return {
    count,
    inputs: inputs.map(({ shape }, index) => featuresOf(raw.inputs[index] ?? none, count, shape)),
    targets: targets.map(({ shape, classes }, index) => {
      const values = raw.targets[index] ?? none;
      return classes ? tf.tensor(values as Int32Array, [count, ...shape], 'int32') : featuresOf(values, count, shape);
    }),
    weights: raw.weights ? tf.tensor1d(raw.weights, 'float32') : null,
  };
}
