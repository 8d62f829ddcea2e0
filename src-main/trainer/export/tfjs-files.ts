import { join } from 'node:path';
import type { z } from 'zod';
import type { BuiltModel } from '../build/model.ts';
import { tensorOf } from '../build/weights.ts';
import { writeDurably } from '../checkpoints/durable-file.ts';
import { tf } from '../runtime/tf.ts';
import { freeBatch } from './free-batch.ts';
import { toGraphDef } from './graph-def.ts';
import { type RecordedConstant, recordForward } from './record-forward.ts';

type Meta = Readonly<Record<string, z.core.util.JSONType>>;

export interface TfjsFiles {
  readonly files: readonly string[];
  readonly kind: 'layers-model' | 'graph-model';
}

// tfjs-node's types export the value `io`, not the types in it.
type Artifacts = Parameters<Parameters<typeof tf.io.withSaveHandler>[0]>[0];
type WeightSpecOfTfjs = NonNullable<Artifacts['weightSpecs']>[number];

const WEIGHTS = 'weights.bin';

/** What TF.js's loaders look for; labels and preprocessing travel in `userDefinedMetadata.strata`. */
async function writeFiles(
  folder: string,
  kind: TfjsFiles['kind'],
  topology: unknown,
  specs: readonly WeightSpecOfTfjs[],
  data: readonly Uint8Array[],
  meta: Meta,
  extra: Readonly<Record<string, unknown>> = {},
): Promise<TfjsFiles> {
  const model = {
    format: kind,
    generatedBy: 'Strata',
    convertedBy: null,
    ...extra,
    userDefinedMetadata: { strata: meta },
    modelTopology: topology,
    weightsManifest: [{ paths: [WEIGHTS], weights: specs }],
  };
  await writeDurably(join(folder, WEIGHTS), data);
  await writeDurably(join(folder, 'model.json'), [new TextEncoder().encode(JSON.stringify(model))]);
  return { files: ['model.json', WEIGHTS], kind };
}

export async function writeLayersModel(model: tf.LayersModel, folder: string, meta: Meta): Promise<TfjsFiles> {
  let artifacts: Artifacts | undefined;
  await model.save(
    tf.io.withSaveHandler(async (given) => {
      artifacts = given;
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
    }),
  );
  if (!artifacts?.weightData || !artifacts.weightSpecs) throw new Error('TF.js gave no weights to save');
  const buffers = Array.isArray(artifacts.weightData) ? artifacts.weightData : [artifacts.weightData];
  const data = buffers.map((buffer) => new Uint8Array(buffer));
  return await writeFiles(folder, 'layers-model', artifacts.modelTopology, artifacts.weightSpecs, data, meta);
}

/** Records the model at two batch sizes, so that what depends on the size shows. */
function recordFree(model: BuiltModel, weights: ReadonlyMap<string, tf.Tensor>) {
  const shapes = model.inference.inputs.map(({ shape }) => shape.slice(1).map(Number));
  const [two, three] = [2, 3].map((batch) => {
    const args = shapes.map((shape) => tf.zeros([batch, ...shape]));
    try {
      return recordForward(args, weights, (given) => {
        const [only, ...others] = given;
        const result = model.inference.apply(others.length === 0 && only ? only : [...given], { training: false });
        return [result].flat() as tf.Tensor[];
      });
    } finally {
      tf.dispose(args);
    }
  });
  if (!two || !three) throw new Error('nothing was recorded');
  return { recording: freeBatch(two, three), shapes };
}

/** For models with layers that TF.js doesn't have: the operations themselves, which it does have. */
export async function writeGraphModel(model: BuiltModel, folder: string, meta: Meta): Promise<TfjsFiles> {
  const tensors = new Map(model.weights.map((weight) => [weight.path, tensorOf(weight) as tf.Tensor]));
  const { recording, shapes } = recordFree(model, tensors);
  const weights = new Map<string, RecordedConstant>();
  for (const [path, tensor] of tensors) {
    weights.set(path, { shape: tensor.shape, dtype: 'float32', values: tensor.dataSync<'float32'>() });
  }
  const inputs = model.inputs.map((name, index) => ({ name, shape: shapes[index] ?? [] }));
  const outputs = model.outputs.map(({ name }) => name);
  const { nodes, constants } = toGraphDef(recording, weights, { inputs, outputs });
  const specs = [...constants].map(([name, { shape, dtype }]) => ({ name, shape: [...shape], dtype }));
  const data = [...constants.values()].map(
    ({ values }) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
  );
  const port = (name: string, shape: readonly (number | null)[]) => ({
    name: `${name}:0`,
    dtype: 'DT_FLOAT',
    tensorShape: { dim: shape.map((size) => ({ size: String(size ?? -1) })) },
  });
  const signature = {
    inputs: Object.fromEntries(inputs.map(({ name, shape }) => [name, port(name, [-1, ...shape])])),
    outputs: Object.fromEntries(
      outputs.map((name, index) => [name, port(name, model.inference.outputs[index]?.shape ?? [])]),
    ),
  };
  const topology = { node: nodes, library: {}, versions: { producer: 1882 } };
  return await writeFiles(folder, 'graph-model', topology, specs, data, meta, { signature });
}
