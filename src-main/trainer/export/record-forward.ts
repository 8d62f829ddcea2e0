import { AppError } from '#shared/util/app-error.ts';
import { NotRecordable } from '../recorder/not-recordable.ts';
import { record } from '../recorder/recorder.ts';
import type { Value, RecordedConstant as WrittenConstant } from '../recorder/recording.ts';
import { withoutFusing } from '../runtime/fusing.ts';
import { backend, type OpAttribute } from '../runtime/kernels.ts';
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

/** Writes down what a model computes from its arguments and weights, in the words of TF.js's files. */
export function recordForward(
  args: readonly tf.Tensor[],
  weights: ReadonlyMap<string, tf.Tensor>,
  forward: (args: readonly tf.Tensor[]) => tf.Tensor[],
): Recording {
  const named = new Map(args.map((argument, index) => [String(index), argument]));
  try {
    const { recording } = withoutFusing(() =>
      record({ arguments: named, variables: weights }, () => tf.tidy(() => forward(args))),
    );
    return {
      operations: recording.operations.map(({ name, attributes, inputs }) => ({
        name,
        attributes,
        inputs: inputs.map(inputOf),
      })),
      results: recording.results.map(({ value }) => inputOf(value)),
    };
  } catch (error) {
    if (!(error instanceof NotRecordable)) throw error;
    throw new AppError(
      'NOT_SUPPORTED',
      `The model can't be written as a graph: ${error.message}.`,
      {},
      { cause: error },
    );
  }
}

function inputOf(value: Value): RecordedInput {
  switch (value.from) {
    case 'argument':
      return { from: 'argument', index: Number(value.name) };
    case 'operation':
      return value;
    case 'constant':
      return { from: 'constant', constant: constantOf(value.constant) };
    // Nothing is updated on the way forwards.
    case 'variable':
    case 'handle':
      return { from: 'weight', path: value.name };
  }
}

function constantOf({ shape, type, values }: WrittenConstant): RecordedConstant {
  const { binding } = backend();
  const dtype = type === binding.TF_INT32 ? 'int32' : type === binding.TF_BOOL ? 'bool' : 'float32';
  return { shape, dtype, values };
}
