import { damaged, parseJson } from './damaged.ts';
import { Hdf5Reader } from './hdf5-file.ts';
import { KerasArchive } from './keras-archive.ts';
import type { ModelSource } from './weight-source.ts';

const WEIGHTS = 'model.weights.h5';

/** A `.keras` file of Keras 3. */
export async function openKeras(path: string, scratch: string): Promise<ModelSource> {
  const archive = await KerasArchive.open(path);
  try {
    const config = await archive.text('config.json');
    if (config === null) throw damaged(path, 'it holds no config.json');
    const model = parseJson(config, path, 'its config.json');
    const range = await archive.range(WEIGHTS, scratch);
    const reader = range ? await Hdf5Reader.open(range, path) : null;
    return {
      format: 'keras',
      model,
      weightBytes: range?.bytes ?? 0,
      weights: (layers) => {
        if (!reader) throw damaged(path, `it holds no ${WEIGHTS}`);
        const slots = layers.flatMap((layer) => layer.slots);
        return new Map(
          slots.map((slot) => {
            const tensor = reader.tensor(slot.variable, slot.shape);
            if (!tensor) throw damaged(path, `the weights of ${slot.path} (${slot.variable}) are missing`);
            return [slot.path, tensor];
          }),
        );
      },
      close: () => {
        reader?.close();
        archive.close();
      },
    };
  } catch (error) {
    archive.close();
    throw error;
  }
}
