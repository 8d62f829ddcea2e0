import { mkdtempSync, rmSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { ReadModelFile } from '#shared/contract/model-files.ts';
import { analyzeGraph } from '#shared/graph/analyze.ts';
import { readKerasModel } from '#shared/keras/read-model.ts';
import { type LayerSlots, weightSlots } from '#shared/keras/weight-slots.ts';
import { freshState } from '#shared/training/checkpoint.ts';
import { AppError } from '#shared/util/app-error.ts';
import { writeCheckpoint } from '../checkpoints/checkpoint.ts';
import { damaged } from './damaged.ts';
import { openH5 } from './open-h5.ts';
import { openKeras } from './open-keras.ts';
import { openTfjs } from './open-tfjs.ts';
import type { ModelSource } from './weight-source.ts';

export interface ReadRequest {
  readonly path: string;
  /** Null: the graph alone. */
  readonly checkpoint: string | null;
  /** A folder for what has to be unpacked. */
  readonly scratch: string;
}

/** Reads a model's graph, and its weights into a checkpoint where the graph can compute as it is. */
export async function readModelFile({ path, checkpoint, scratch }: ReadRequest): Promise<ReadModelFile> {
  const folder = mkdtempSync(join(scratch, 'model-'));
  try {
    const source = await openSource(path, folder);
    try {
      const { graph, weights: groups, lost, name } = readKerasModel(source.model);
      const analysis = analyzeGraph(graph);
      const found = { format: source.format, name, graph, lost: [...lost] };
      if (checkpoint === null || !analysis.totals) return { ...found, checkpointBytes: null };
      const layers = weightSlots(graph, analysis, groups);
      requirePlausibleSize(layers, source, path);
      const weights = source.weights(layers);
      const bytes = await writeCheckpoint(checkpoint, {
        weights,
        optimizer: new Map(),
        metrics: {},
        state: freshState(),
      });
      return { ...found, checkpointBytes: bytes };
    } finally {
      source.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function openSource(path: string, scratch: string): Promise<ModelSource> {
  const extension = extname(path).toLowerCase();
  if (extension === '.keras') return openKeras(path, scratch);
  if (extension === '.h5' || extension === '.hdf5') return openH5(path);
  if (extension === '.json') return openTfjs(path);
  const message = `${path}: a model is opened from a .keras or .h5 file, or from the model.json of TF.js.`;
  throw new AppError('NOT_SUPPORTED', message, { path });
}

const SMALL_BYTES = 256 * 2 ** 20;
/** Packed weights hardly get smaller; what grows more than this was made to. */
const MAX_GROWTH = 100;

/** A file can say that a layer has any number of weights, and give them in a few bytes as "all zero". */
function requirePlausibleSize(layers: readonly LayerSlots[], { weightBytes }: ModelSource, path: string): void {
  const bytes = layers
    .flatMap(({ slots }) => slots)
    .reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 4), 0);
  if (bytes <= Math.max(SMALL_BYTES, weightBytes * MAX_GROWTH)) return;
  throw damaged(path, `its layers have ${bytes} bytes of weights, and the file only ${weightBytes}`);
}
