import { z } from 'zod';
import { type FunctionalConfig, type KerasLayer, kerasTensor } from './model-config.ts';
import { isOperation } from './operations.ts';

const oneCall = z.tuple([z.object({ args: z.tuple([kerasTensor]), kwargs: z.record(z.string(), z.null()) })]);

/**
 * The layers of a model one after the other, its input first, as Sequential lists them; null where it is no chain, or
 * something in it is called in a way of which Sequential knows nothing.
 */
export function chainOfLayers({
  layers,
  input_layers: inputs,
  output_layers: ends,
}: FunctionalConfig): KerasLayer[] | null {
  const [input, ...others] = layers;
  const isWhole =
    inputs.length === 1 && ends.length === 1 && inputs[0]?.[0] === input?.name && ends[0]?.[0] === layers.at(-1)?.name;
  if (!isWhole || others.length === 0 || ends[0]?.[2] !== 0) return null;
  const isChain = others.every((layer, index) => {
    const call = oneCall.safeParse(layer.inbound_nodes).data?.[0];
    const [from, , tensor] = call?.args[0].config.keras_history ?? [];
    return from === layers[index]?.name && tensor === 0 && !isOperation(layer);
  });
  if (!isChain) return null;
  return layers.map(({ name: _name, inbound_nodes: _calls, ...layer }) => layer);
}
