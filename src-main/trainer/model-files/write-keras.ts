import { createWriteStream } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { TrainedModel } from '#shared/contract/trainer.ts';
import { analyzeGraph } from '#shared/graph/analyze.ts';
import { weightSlots } from '#shared/keras/weight-slots.ts';
import { writeKerasModel } from '#shared/keras/write-model.ts';
import { AppError } from '#shared/util/app-error.ts';
import { readCheckpoint } from '../checkpoints/checkpoint.ts';
import { Hdf5Writer } from './hdf5-file.ts';

export interface WriteRequest {
  readonly model: TrainedModel;
  readonly folder: string;
  readonly name: string;
  /** What wrote it, e.g. `Strata 0.1.0`. */
  readonly generator: string;
}

/** The Keras whose form is written. */
const KERAS_VERSION = '3.15.1';
const FILE = 'model.keras';
const WEIGHTS = 'model.weights.h5';

/** Writes `model.keras`, which `keras.models.load_model` opens, into an empty folder. */
export async function writeKeras({ model, folder, name, generator }: WriteRequest): Promise<{ files: string[] }> {
  const { graph } = model;
  const written = writeKerasModel(graph, name);
  const { weights } = await readCheckpoint(model.checkpoint);
  if ((await readdir(folder)).length > 0) throw new AppError('ALREADY_EXISTS', `The folder ${folder} isn't empty.`);
  const file = join(folder, WEIGHTS);
  const hdf5 = await Hdf5Writer.create(file);
  try {
    for (const [group, layer] of written.names) hdf5.group(`${group}/vars`).create_attribute('name', layer);
    for (const { slots } of weightSlots(graph, analyzeGraph(graph), written.weights)) {
      for (const { path, variable, copy } of slots) {
        const tensor = weights.get(path);
        if (!tensor)
          throw new AppError('GRAPH_INVALID', `The checkpoint has no weights for ${path}.`, { weight: path });
        hdf5.write(variable, tensor);
        if (copy) hdf5.write(copy, tensor);
      }
    }
  } finally {
    hdf5.close();
  }
  const metadata = { keras_version: KERAS_VERSION, date_saved: dateSaved(new Date()), generator };
  await writeArchive(join(folder, FILE), { 'metadata.json': metadata, 'config.json': written.config }, file);
  await rm(file);
  return { files: [FILE] };
}

/** As Keras does, nothing is packed: weights hardly get smaller, and can be read where they lie. */
async function writeArchive(path: string, texts: Readonly<Record<string, unknown>>, weights: string): Promise<void> {
  const zip = new ZipFile();
  for (const [name, value] of Object.entries(texts)) {
    zip.addBuffer(Buffer.from(JSON.stringify(value)), name, { compress: false });
  }
  zip.addFile(weights, WEIGHTS, { compress: false });
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path, { flags: 'wx', flush: true }));
}

/** Keras's own way to write a date: `2026-11-23@17:26:07`. */
const dateSaved = (date: Date): string => date.toISOString().slice(0, 19).replace('T', '@');
