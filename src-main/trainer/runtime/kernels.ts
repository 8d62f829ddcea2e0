import { tf } from './tf.ts';

/** An attribute of a TensorFlow operation, as the addon takes it. */
export interface OpAttribute {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
}

/** What the addon knows of a tensor it made. */
export interface NativeTensor {
  readonly id: number;
  readonly shape: number[];
  readonly dtype: number;
}

/** The addon's own constants and functions, as far as we use them (tfjs-node's `TFJSBinding`). */
export interface Binding {
  readonly TF_Version: string;
  readonly TF_FLOAT: number;
  readonly TF_INT32: number;
  readonly TF_INT64: number;
  readonly TF_UINT8: number;
  readonly TF_BOOL: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_STRING: number;
  readonly TF_ATTR_INT: number;
  readonly TF_ATTR_FLOAT: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_ATTR_SHAPE: number;
  createTensor(shape: number[], dtype: number, values: ArrayBufferView): number;
  deleteTensor(id: number): void;
  tensorDataSync(id: number): Float32Array | Int32Array | Uint8Array;
  executeOp(name: string, attributes: readonly OpAttribute[], inputs: number[], outputs: number): NativeTensor[];
  /** Opens a session on `saved_model.pb` in a folder. */
  loadSavedModel(folder: string, tags: string): number;
  /** Inputs and outputs are named `node:output`, with commas between them. */
  runSavedModel(session: number, tensors: number[], inputs: string, outputs: string): NativeTensor[];
  deleteSavedModel(session: number): void;
}

/** tfjs-node's backend: every kernel ends in one of its two `execute` methods. */
export interface NodeBackend {
  readonly binding: Binding;
  readonly isUsingGpuDevice: boolean;
  executeSingleOutput(name: string, attributes: readonly OpAttribute[], inputs: readonly tf.Tensor[]): tf.Tensor;
  executeMultipleOutputs(
    name: string,
    attributes: readonly OpAttribute[],
    inputs: readonly tf.Tensor[],
    outputs: number,
  ): tf.Tensor[];
  createOutputTensor(native: NativeTensor): tf.Tensor;
  /** Counts one more tensor that holds these values. */
  incRef(dataId: object): void;
  readSync(dataId: object): Float32Array | Int32Array | Uint8Array;
  getInputTensorIds(tensors: readonly tf.Tensor[]): number[];
  readonly tensorMap: { get(dataId: object): { readonly dtype: number } };
}

export const backend = (): NodeBackend => tf.backend() as unknown as NodeBackend;

type NativeType = 'float32' | 'int32' | 'int64' | 'uint8' | 'bool';

export function nativeType(type: NativeType): number {
  const { binding } = backend();
  const types = {
    float32: binding.TF_FLOAT,
    int32: binding.TF_INT32,
    int64: binding.TF_INT64,
    uint8: binding.TF_UINT8,
    bool: binding.TF_BOOL,
  };
  return types[type];
}

export const typeAttribute = (name: string, type: NativeType): OpAttribute => ({
  name,
  type: backend().binding.TF_ATTR_TYPE,
  value: nativeType(type),
});

export const stringAttribute = (name: string, value: string): OpAttribute => ({
  name,
  type: backend().binding.TF_ATTR_STRING,
  value,
});

export const boolAttribute = (name: string, value: boolean): OpAttribute => ({
  name,
  type: backend().binding.TF_ATTR_BOOL,
  value,
});

export const floatAttribute = (name: string, value: number): OpAttribute => ({
  name,
  type: backend().binding.TF_ATTR_FLOAT,
  value,
});

export const intsAttribute = (name: string, value: number[]): OpAttribute => ({
  name,
  type: backend().binding.TF_ATTR_INT,
  value,
});

/** A whole number of 64 bits, a type that tfjs doesn't have: its own number, made over before TensorFlow gets it. */
export function int64Scalar(value: number): tf.Tensor {
  const scalar = tf.scalar(value, 'int32');
  Object.assign(backend().tensorMap.get(scalar.dataId), {
    dtype: backend().binding.TF_INT64,
    values: Int32Array.of(value, value < 0 ? -1 : 0),
  });
  return scalar;
}
