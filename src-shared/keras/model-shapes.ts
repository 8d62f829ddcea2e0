import type { GraphGroup } from '../graph/types.ts';
import { chainOfLayers } from './chain-of-layers.ts';
import type { KerasHistory, KerasLayer } from './model-config.ts';

/** What is in a model. */
export interface WrittenLayers {
  readonly layers: readonly KerasLayer[];
  readonly inputs: readonly KerasHistory[];
  readonly outputs: readonly KerasHistory[];
}

const FLOAT32 = { module: 'keras', class_name: 'DTypePolicy', config: { name: 'float32' }, registered_name: null };

/** Keras leaves the list out where there is one. */
const oneOrAll = <Item>(items: readonly Item[]): Item | readonly Item[] => {
  const [only] = items;
  return items.length === 1 && only !== undefined ? only : items;
};

/** A functional model's own settings. */
export const functionalSettings = (name: string, { layers, inputs, outputs }: WrittenLayers, trainable: boolean) => ({
  name,
  trainable,
  layers,
  input_layers: oneOrAll(inputs),
  output_layers: oneOrAll(outputs),
});

/** A model as a layer of another, apart from its calls: Sequential where it came so and still is a chain. */
export function modelAsLayer(
  { title, sequential }: GraphGroup,
  name: string,
  body: WrittenLayers,
  trainable: boolean,
): KerasLayer {
  // Keras looks at no keys of its own beside these, and has no room for spaces in a name.
  const named = title === name ? { name } : { name, title };
  const chain = sequential
    ? chainOfLayers({ layers: [...body.layers], input_layers: [...body.inputs], output_layers: [...body.outputs] })
    : null;
  if (chain) {
    const shape = chain[0]?.config.batch_shape;
    return {
      module: 'keras',
      class_name: 'Sequential',
      config: { name, trainable, dtype: FLOAT32, layers: chain, build_input_shape: shape },
      registered_name: null,
      ...named,
    };
  }
  return {
    module: 'keras.src.models.functional',
    class_name: 'Functional',
    config: functionalSettings(name, body, trainable),
    registered_name: 'Functional',
    ...named,
  };
}
