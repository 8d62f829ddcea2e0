import type { NodeBackend, OpAttribute } from '../runtime/kernels.ts';
import { backend } from '../runtime/kernels.ts';
import { tf } from '../runtime/tf.ts';

export interface RecordedConstant {
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32' | 'bool';
  readonly values: Float32Array | Int32Array | Uint8Array;
}

/** Where an operation takes a value from. */
export type RecordedInput =
  | { readonly from: 'argument'; readonly index: number }
  | { readonly from: 'weight'; readonly path: string }
  | { readonly from: 'operation'; readonly index: number; readonly output: number }
  | { readonly from: 'constant'; readonly constant: RecordedConstant };

export interface RecordedOperation {
  readonly name: string;
  readonly attributes: readonly OpAttribute[];
  readonly inputs: readonly RecordedInput[];
}

export interface Recording {
  readonly operations: readonly RecordedOperation[];
  readonly results: readonly RecordedInput[];
}

/**
 * Writes down what a function of tensors does, as TensorFlow's operations. Every kernel of tfjs-node ends in one of
 * two methods of its backend, which are watched meanwhile.
 */
export function recordForward(
  args: readonly tf.Tensor[],
  weights: ReadonlyMap<string, tf.Tensor>,
  forward: (args: readonly tf.Tensor[]) => tf.Tensor[],
): Recording {
  const watched = backend();
  const operations: RecordedOperation[] = [];
  // Values are known by their data, which an identity or a clone shares with its source.
  const known = new Map<object, RecordedInput>(
    args.map((argument, index) => [argument.dataId, { from: 'argument', index }]),
  );
  for (const [path, tensor] of weights) known.set(tensor.dataId, { from: 'weight', path });

  const inputOf = (tensor: tf.Tensor): RecordedInput => {
    const source = known.get(tensor.dataId);
    if (source) return source;
    const constant = { shape: tensor.shape, dtype: tensor.dtype, values: tensor.dataSync().slice() };
    return { from: 'constant', constant: constant as RecordedConstant };
  };
  const write = (
    name: string,
    attributes: readonly OpAttribute[],
    inputs: readonly tf.Tensor[],
    outputs: tf.Tensor[],
  ) => {
    const index = operations.length;
    operations.push({ name, attributes, inputs: inputs.map(inputOf) });
    for (const [output, tensor] of outputs.entries()) known.set(tensor.dataId, { from: 'operation', index, output });
  };

  const single: NodeBackend['executeSingleOutput'] = (name, attributes, inputs) => {
    const output = original.executeSingleOutput.call(watched, name, attributes, inputs);
    write(name, attributes, inputs, [output]);
    return output;
  };
  const multiple: NodeBackend['executeMultipleOutputs'] = (name, attributes, inputs, count) => {
    const outputs = original.executeMultipleOutputs.call(watched, name, attributes, inputs, count);
    write(name, attributes, inputs, outputs);
    return outputs;
  };
  const original = {
    executeSingleOutput: watched.executeSingleOutput,
    executeMultipleOutputs: watched.executeMultipleOutputs,
  };
  Object.assign(watched, { executeSingleOutput: single, executeMultipleOutputs: multiple });
  try {
    const results = tf.tidy(() => forward(args).map(inputOf) as unknown as tf.Tensor[]);
    return { operations, results: results as unknown as RecordedInput[] };
  } finally {
    Object.assign(watched, original);
  }
}
