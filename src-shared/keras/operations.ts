import type { GraphNode } from '../graph/types.ts';
import { getLayer, type LayerType } from '../layers/index.ts';
import type { CallArguments } from './call-tensors.ts';
import type { ReadLayer } from './layer-reader.ts';
import type { KerasLayer } from './model-config.ts';

interface Reading {
  readonly type: LayerType;
  readonly params: GraphNode['params'];
}

/** Numbers that a binary operation is called with beside its tensor. */
type Read = (call: CallArguments, number: number | null) => Reading | null;

const merge =
  (type: LayerType, withNumber: ((number: number) => GraphNode['params']) | null): Read =>
  (call, number) => {
    if (call.tensors.length === 2) return { type, params: {} };
    if (call.tensors.length !== 1 || number === null || !withNumber) return null;
    return { type: 'rescaling', params: withNumber(number) };
  };

const activation =
  (name: string): Read =>
  (call) =>
    call.tensors.length === 1 ? { type: 'activation', params: { activation: name } } : null;

/**
 * Plain operations of `keras.src.ops` that stand in a model as if they were layers (`x + y`, `x * 2.0`), by class name. The
 * layer computes the same; a number that a tensor is added to or multiplied by is a rescaling.
 */
const operations: Readonly<Record<string, Read>> = {
  Add: merge('add', (number) => ({ scale: 1, offset: number })),
  Multiply: merge('multiply', (number) => ({ scale: number, offset: 0 })),
  Subtract: (call, number) => {
    // `2.0 - x` is another thing than `x - 2.0`: the tensor must come first.
    const tensorFirst = call.values[0] === null;
    return tensorFirst || call.tensors.length === 2
      ? merge('subtract', (value) => ({ scale: 1, offset: -value }))(call, number)
      : { type: 'rescaling', params: { scale: -1, offset: number ?? 0 } };
  },
  TrueDivide: (call, number) =>
    call.tensors.length === 1 && call.values[0] === null && number
      ? { type: 'rescaling', params: { scale: 1 / number, offset: 0 } }
      : null,
  Divide: (call, number) => operations.TrueDivide?.(call, number) ?? null,
  Maximum: merge('maximum', null),
  Minimum: merge('minimum', null),
  Relu: activation('relu'),
  Relu6: activation('relu6'),
  Sigmoid: activation('sigmoid'),
  HardSigmoid: activation('hard_sigmoid'),
  HardSilu: activation('hard_silu'),
  Silu: activation('silu'),
  Tanh: activation('tanh'),
  Softplus: activation('softplus'),
  Softsign: activation('softsign'),
  Elu: activation('elu'),
  Selu: activation('selu'),
};

/** An `.h5` file names no modules; there, what is not told whether it is trained is no layer. */
export const isOperation = ({ module, config }: KerasLayer): boolean =>
  module?.startsWith('keras.src.ops') ?? (!('trainable' in config) && !('dtype' in config));

/** A plain operation as a layer of the catalogue; null for what is none, or has no such layer. */
export function operationNode(layer: KerasLayer, call: CallArguments): ReadLayer | null {
  if (!isOperation(layer) || !Object.hasOwn(operations, layer.class_name)) return null;
  const plain = [...call.values, ...Object.values(call.named)];
  const number = plain.find((value) => typeof value === 'number' && Number.isFinite(value));
  const reading = operations[layer.class_name]?.(call, typeof number === 'number' ? number : null);
  if (!reading) return null;
  return { definition: getLayer(reading.type), type: reading.type, params: reading.params, lost: [] };
}
