import type { ModelLayer } from '../graph/keras-config.ts';
import type { KerasCall, KerasHistory, KerasLayer } from './model-config.ts';
import { isOperationModule } from './operations.ts';

const OF_LAYERS = ['trainable', 'dtype'];

/** A layer as it stands in `config.json`, apart from its calls. */
export function asKerasLayer({ definition, config, className, owner }: ModelLayer): KerasLayer {
  const module = definition.keras.module ?? 'keras.layers';
  // An operation is made by its own settings alone, and refuses what every layer is told.
  const unsaid = [...(definition.keras.callArguments ?? []), ...(isOperationModule(module) ? OF_LAYERS : [])];
  return {
    module,
    class_name: className,
    config: Object.fromEntries(Object.entries(config).filter(([key]) => !unsaid.includes(key))),
    registered_name: definition.keras.registeredName ?? (definition.keras.module ? className : null),
    name: owner,
  };
}

/** Sizes without the batch. */
type Sizes = readonly (number | null)[];

/** Where data enter a model in a model. */
export const inputLayer = (name: string, sizes: Sizes): KerasLayer => ({
  module: 'keras.layers',
  class_name: 'InputLayer',
  config: { batch_shape: [null, ...sizes], dtype: 'float32', sparse: false, ragged: false, name, optional: false },
  registered_name: null,
  name,
  inbound_nodes: [],
});

export const kerasTensor = (history: KerasHistory, sizes: Sizes) => ({
  class_name: '__keras_tensor__',
  config: { shape: [null, ...sizes], dtype: 'float32', keras_history: history },
});

/** As the layer says; else, layers that join tensors take them as one list, all others one by one, in the order of their inputs. */
export function callOf({ definition, params }: ModelLayer, tensors: readonly unknown[]): KerasCall {
  const named = (definition.keras.callArguments ?? []).map((key) => [key, params[key]] as const);
  const usual = definition.arity === 'many' ? [tensors] : [...tensors];
  const said = definition.keras.call?.(tensors, { ...params });
  return { args: [...(said?.args ?? usual)], kwargs: { ...(said?.kwargs ?? Object.fromEntries(named)) } };
}

/** A model takes its inputs as one list, where it has several. */
export const callOfModel = (tensors: readonly unknown[]): KerasCall => ({
  args: tensors.length === 1 ? [...tensors] : [tensors],
  kwargs: { mask: tensors.length === 1 ? null : tensors.map(() => null) },
});
