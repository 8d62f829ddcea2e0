import { statSync } from 'node:fs';
import type { LayerSlots, WeightSlot } from '#shared/keras/weight-slots.ts';
import type { StoredTensor } from '../checkpoints/safetensors.ts';
import { damaged, parseJson } from './damaged.ts';
import { Hdf5Reader } from './hdf5-file.ts';
import { takeInOrder } from './take-in-order.ts';
import type { ModelSource } from './weight-source.ts';

const WEIGHTS = 'model_weights';

/** An `.h5` file as Keras 2 wrote it and Keras 3 still can: the model as a text at the file, its weights in groups. */
export async function openH5(path: string): Promise<ModelSource> {
  const bytes = statSync(path).size;
  const reader = await Hdf5Reader.open({ path, offset: 0, bytes }, path);
  try {
    const config = reader.text('', 'model_config');
    if (config === null) {
      throw damaged(path, 'it holds weights, but not the model that they belong to (no model_config)');
    }
    const model = parseJson(config, path, 'its model_config');
    return {
      format: 'h5',
      model,
      weightBytes: bytes,
      weights: (layers) => readWeights(reader, layers, path),
      close: () => reader.close(),
    };
  } catch (error) {
    reader.close();
    throw error;
  }
}

/** A group for each layer of the outermost model; one of a nested model has the weights of all its layers. */
function readWeights(
  reader: Hdf5Reader,
  layers: readonly LayerSlots[],
  path: string,
): ReadonlyMap<string, StoredTensor> {
  const tensors = new Map<string, StoredTensor>();
  for (const [group, slots] of byGroup(layers)) {
    const place = `${WEIGHTS}/${group}`;
    const names = reader.texts(place, 'weight_names');
    for (const [slot, name] of takeInOrder(slots, names, { file: path, place })) {
      const tensor = reader.tensor(`${place}/${name}`, slot.shape);
      if (!tensor) throw damaged(path, `the weights of ${slot.path} (${place}/${name}) are missing`);
      tensors.set(slot.path, tensor);
    }
  }
  return tensors;
}

/** In Keras's order: what a nested model trains first, then what it doesn't. */
function byGroup(layers: readonly LayerSlots[]): Map<string, WeightSlot[]> {
  const groups = new Map<string, WeightSlot[]>();
  for (const { layer, within, slots } of layers) {
    const group = within[0] ?? layer;
    groups.set(group, [...(groups.get(group) ?? []), ...slots]);
  }
  for (const [group, slots] of groups) {
    groups.set(group, [...slots.filter((slot) => slot.trainable), ...slots.filter((slot) => !slot.trainable)]);
  }
  return groups;
}
