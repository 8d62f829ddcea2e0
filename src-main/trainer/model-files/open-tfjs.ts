import { closeSync, openSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { z } from 'zod';
import type { LayerSlots, WeightSlot } from '#shared/keras/weight-slots.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { StoredTensor } from '../checkpoints/safetensors.ts';
import { damaged, parseJson } from './damaged.ts';
import { takeInOrder } from './take-in-order.ts';
import { bytesOf, quantization, toFloats, weightType } from './tfjs-values.ts';
import type { ModelSource } from './weight-source.ts';

const MAX_MODEL_BYTES = 64 * 2 ** 20;

const weightEntry = z.looseObject({
  name: z.string().min(1).max(1000),
  shape: z.array(z.int().min(0)).max(8),
  dtype: weightType,
  quantization: quantization.optional(),
});
type WeightEntry = z.infer<typeof weightEntry>;

const modelFile = z.looseObject({
  format: z.string().optional(),
  modelTopology: z.looseObject({ model_config: z.unknown().optional() }),
  weightsManifest: z
    .array(z.object({ paths: z.array(z.string()).max(10_000), weights: z.array(weightEntry).max(100_000) }))
    .max(1000)
    .default([]),
});

/** Where a weight's bytes lie: in the shards of its group, joined. */
interface Place {
  readonly entry: WeightEntry;
  readonly shards: readonly Shard[];
  readonly offset: number;
  readonly bytes: number;
}
interface Shard {
  readonly path: string;
  readonly bytes: number;
}

/** A layers model of TF.js: `model.json`, and the shards of its weights beside it. */
export function openTfjs(path: string): ModelSource {
  if (statSync(path).size > MAX_MODEL_BYTES) throw damaged(path, `it has more than ${MAX_MODEL_BYTES} bytes of text`);
  const parsed = modelFile.safeParse(parseJson(readFileSync(path, 'utf8'), path, 'it'));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw damaged(path, `it is no model of TF.js: ${issue?.path.join('.') || 'the file'}: ${issue?.message}`);
  }
  const { format, modelTopology, weightsManifest } = parsed.data;
  if (format === 'graph-model' || 'node' in modelTopology) {
    throw new AppError(
      'NOT_SUPPORTED',
      `${path} is a graph model of TF.js: operations without the layers that they came from. A layers model can be opened.`,
      { path },
    );
  }
  const folder = realpathSync(dirname(path));
  const places = weightsManifest.flatMap(({ paths, weights }) => {
    const shards = paths.map((name) => shardOf(folder, name, path));
    return placesOf(weights, shards, path);
  });
  const weightBytes = places.reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    format: 'tfjs',
    model: modelTopology.model_config ?? modelTopology,
    weightBytes,
    weights: (layers) => readWeights(places, layers, path),
    close: () => {},
  };
}

/** A plain name beside `model.json`; links that lead elsewhere and anything that is no file are refused. */
function shardOf(folder: string, name: string, file: string): Shard {
  const escapes = name === '' || /[\\:\0]/.test(name) || name.startsWith('/') || name.split('/').includes('..');
  if (escapes) throw damaged(file, `it names weights outside its own folder (${JSON.stringify(name).slice(0, 200)})`);
  let path: string;
  try {
    path = realpathSync(join(folder, name));
  } catch (error) {
    throw damaged(file, `the file ${name} with its weights is missing`, error);
  }
  if (!path.startsWith(folder.endsWith(sep) ? folder : folder + sep)) {
    throw damaged(file, `it names weights outside its own folder (${name} is a link)`);
  }
  const found = statSync(path);
  if (!found.isFile()) throw damaged(file, `${name} is no file`);
  return { path, bytes: found.size };
}

function placesOf(weights: readonly WeightEntry[], shards: readonly Shard[], file: string): Place[] {
  const available = shards.reduce((sum, { bytes }) => sum + bytes, 0);
  let offset = 0;
  return weights.map((entry) => {
    const bytes = bytesOf(entry);
    const place = { entry, shards, offset, bytes };
    offset += bytes;
    if (!(offset <= available)) {
      throw damaged(file, `${entry.name} should end at byte ${offset} of its weights, which have ${available}`);
    }
    return place;
  });
}

/** A weight's name begins with the name of its layer, after those of the models that it lies in. */
function readWeights(
  places: readonly Place[],
  layers: readonly LayerSlots[],
  file: string,
): ReadonlyMap<string, StoredTensor> {
  const known = new Map(layers.map(({ layer, slots }) => [layer, slots]));
  const found = new Map<string, Place[]>();
  for (const place of places) {
    const layer = place.entry.name.split('/').find((part) => known.has(part));
    if (layer !== undefined) found.set(layer, [...(found.get(layer) ?? []), place]);
  }
  const tensors = new Map<string, StoredTensor>();
  for (const [layer, slots] of known) {
    const given = found.get(layer) ?? [];
    const byName = new Map(given.map((place) => [place.entry.name, place]));
    for (const [slot, name] of takeInOrder<WeightSlot>(slots, [...byName.keys()], { file, place: layer })) {
      const place = byName.get(name);
      if (place) tensors.set(slot.path, readTensor(place, slot, file));
    }
  }
  return tensors;
}

function readTensor({ entry, shards, offset, bytes }: Place, slot: WeightSlot, file: string): StoredTensor {
  if (entry.shape.length !== slot.shape.length || entry.shape.some((size, axis) => size !== slot.shape[axis])) {
    const wanted = slot.shape.join(', ');
    throw damaged(file, `${entry.name} should have the shape (${wanted}), and has (${entry.shape.join(', ')})`);
  }
  const data = new Uint8Array(bytes);
  let begin = 0;
  for (const shard of shards) {
    const from = Math.max(offset, begin);
    const to = Math.min(offset + bytes, begin + shard.bytes);
    if (from < to) fill(data.subarray(from - offset, to - offset), shard, from - begin, file);
    begin += shard.bytes;
  }
  return { shape: entry.shape, values: toFloats(data, entry) };
}

function fill(into: Uint8Array, { path }: Shard, position: number, file: string): void {
  const descriptor = openSync(path, 'r');
  try {
    for (let done = 0; done < into.length; ) {
      const read = readSync(descriptor, into, done, into.length - done, position + done);
      if (read === 0) throw damaged(file, `${path} got shorter while it was read`);
      done += read;
    }
  } finally {
    closeSync(descriptor);
  }
}
