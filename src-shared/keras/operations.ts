import { getLayer } from '../layers/index.ts';
import type { CallArguments } from './call-tensors.ts';
import type { ReadLayer } from './layer-reader.ts';
import type { KerasLayer } from './model-config.ts';
import { arithmetic } from './operations/arithmetic.ts';
import { functions } from './operations/functions.ts';
import { items } from './operations/items.ts';
import type { ReadOperation } from './operations/operation.ts';
import { shaping } from './operations/shaping.ts';

/**
 * Plain operations of `keras.src.ops` that stand in a model as if they were layers (`x + y`, `x[:, -1]`), by class name.
 * The layer of the catalogue computes the same.
 */
const operations: Readonly<Record<string, ReadOperation>> = { ...arithmetic, ...functions, ...items, ...shaping };

export const isOperationModule = (module: string | null): boolean => module?.startsWith('keras.src.ops') ?? false;

/** An `.h5` file names no modules; there, what is not told whether it is trained is no layer. */
export const isOperation = ({ module, config }: KerasLayer): boolean =>
  module === null ? !('trainable' in config) && !('dtype' in config) : isOperationModule(module);

/** A plain operation as a layer of the catalogue; null for what is none, or has no such layer. */
export function operationNode(layer: KerasLayer, call: CallArguments): ReadLayer | null {
  if (!isOperation(layer) || !Object.hasOwn(operations, layer.class_name)) return null;
  const reading = operations[layer.class_name]?.({ call, config: layer.config });
  if (!reading) return null;
  return { definition: getLayer(reading.type), type: reading.type, params: reading.params, lost: [] };
}
