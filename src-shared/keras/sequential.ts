import { AppError } from '../util/app-error.ts';
import type { FunctionalConfig, KerasLayer } from './model-config.ts';
import { sequentialConfig } from './model-config.ts';

const INPUT: Pick<KerasLayer, 'module' | 'class_name' | 'registered_name'> = {
  module: 'keras.layers',
  class_name: 'InputLayer',
  registered_name: null,
};

/** A Sequential model as the Functional one that it is; its input is told by its first layer or by the model. */
export function sequentialAsFunctional(config: unknown): FunctionalConfig {
  const { layers, build_input_shape: built, ...rest } = sequentialConfig.parse(config);
  const named = layers.map((layer, index) => ({
    ...layer,
    name: layer.name ?? String(layer.config.name ?? `layer_${index}`),
  }));
  const [head] = named;
  if (!head) throw new AppError('FILE_FORMAT', 'A Sequential model without layers has nothing to open.');
  const shape = head.config.batch_shape ?? head.config.batch_input_shape ?? built;
  const first = { ...INPUT, name: freeName(named, 'input'), config: { batch_shape: shape } };
  const chain = head.class_name === 'InputLayer' ? named : [first, ...named];
  const linked = chain.map((layer, index): KerasLayer => {
    const before = chain[index - 1]?.name;
    if (before === undefined) return { ...layer, inbound_nodes: [] };
    const tensor = { class_name: '__keras_tensor__', config: { keras_history: [before, 0, 0] } };
    return { ...layer, inbound_nodes: [{ args: [tensor], kwargs: {} }] };
  });
  const end = (layer: { name: string } | undefined): [string, number, number][] => (layer ? [[layer.name, 0, 0]] : []);
  return { ...rest, layers: linked, input_layers: end(chain[0]), output_layers: end(chain.at(-1)) };
}

function freeName(layers: readonly { name: string }[], wanted: string): string {
  let name = wanted;
  for (let count = 1; layers.some((layer) => layer.name === name); count += 1) name = `${wanted}_${count}`;
  return name;
}
