import { basename, dirname, extname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Prediction } from '#shared/contract/requests/results.ts';
import { outputParams } from '#shared/layers/roles.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { Trainer } from '../../transport/trainer-process.ts';
import { writeFileAtomically } from '../atomic-file.ts';
import { readBoundedFile } from '../bounded-file.ts';
import type { EngineContext } from '../context.ts';
import { decodePicture } from '../datasets/pictures/decode-picture.ts';
import { getVersion } from '../db/datasets.ts';
import { getRun, type RunRow } from '../db/runs.ts';
import { classScores, labelsOfOutputs } from './class-labels.ts';
import { readNpy, toModelTensor, writeNpy } from './npy.ts';
import { pictureInputs, withRole } from './picture-input.ts';

const MAX_PICTURE_BYTES = 256 * 2 ** 20;
const MAX_NPY_BYTES = 2 ** 30 + 2 ** 16;

type InputTensor = Parameters<Trainer['client']['predict']>[0]['inputs'][number];

/** One picture, shown to the model as training would have shown it. */
export async function predictPicture(
  context: EngineContext,
  reference: string,
  name: string,
  bytes: Buffer,
): Promise<Prediction> {
  const { run } = getRun(context.db.read, reference);
  return context.models.ask(run, (trainer) => predictWith(context, run, trainer, name, bytes));
}

export async function predictFiles(
  context: EngineContext,
  reference: string,
  paths: readonly string[],
): Promise<Prediction[]> {
  const { run } = getRun(context.db.read, reference);
  if (paths.every((path) => extname(path).toLowerCase() === '.npy')) {
    return [await context.models.ask(run, (trainer) => predictTensorsWith(context, run, trainer, paths))];
  }
  const predictions: Prediction[] = [];
  for (const path of paths) {
    const bytes = await readBoundedFile(path, MAX_PICTURE_BYTES);
    predictions.push(await context.models.ask(run, (trainer) => predictWith(context, run, trainer, path, bytes)));
  }
  return predictions;
}

/** `.npy` in, `.npy` out: FILE.npy for one output, FILE.OUTPUT.npy for each of several. */
export async function predictTensors(
  context: EngineContext,
  reference: string,
  inputs: readonly string[],
  out: string,
): Promise<{ files: string[]; milliseconds: number }> {
  // Without it, any file of the person could be overwritten by a slip.
  if (extname(out).toLowerCase() !== '.npy') {
    throw new AppError('BAD_INPUT', `${out}: the outputs are written as .npy; name a file that ends so.`, {
      path: out,
    });
  }
  const { run } = getRun(context.db.read, reference);
  const tensors = await Promise.all(inputs.map(readTensor));
  const begin = performance.now();
  const { outputs } = await context.models.ask(run, (trainer) => trainer.client.predict({ inputs: tensors }));
  const milliseconds = performance.now() - begin;
  const stem = join(dirname(out), basename(out, '.npy'));
  const files: string[] = [];
  for (const { name, shape, data } of outputs) {
    const file = outputs.length === 1 ? out : `${stem}.${name.replaceAll('/', '_')}.npy`;
    await writeFileAtomically(file, writeNpy({ dtype: 'float32', shape, data: await floats(data) }));
    files.push(file);
  }
  return { files, milliseconds };
}

async function predictWith(
  context: EngineContext,
  run: RunRow,
  trainer: Trainer,
  name: string,
  bytes: Buffer,
): Promise<Prediction> {
  const begin = performance.now();
  // A network that takes several pictures is shown the one at each of its inputs, in the form that each asks for.
  const inputs = await Promise.all(
    pictureInputs(run.graph).map(async ({ node, height, width, channels, resize }): Promise<InputTensor> => {
      const pixels = await decodePicture(bytes, { height, width, channels, resize }).catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        throw new AppError('FILE_UNREADABLE', `${name}: ${reason}`, { file: name }, { cause: error });
      });
      const data = new Blob([Uint8Array.from(pixels)]);
      return { name: node, shape: [1, height, width, channels], dtype: 'uint8', data };
    }),
  );
  const { outputs } = await trainer.client.predict({ inputs });
  return prediction(context, run, name, outputs, begin);
}

async function predictTensorsWith(
  context: EngineContext,
  run: RunRow,
  trainer: Trainer,
  paths: readonly string[],
): Promise<Prediction> {
  const begin = performance.now();
  const { outputs } = await trainer.client.predict({ inputs: await Promise.all(paths.map(readTensor)) });
  return prediction(context, run, paths.join(', '), outputs, begin);
}

async function prediction(
  context: EngineContext,
  run: RunRow,
  input: string,
  outputs: readonly { name: string; shape: number[]; data: Blob }[],
  begin: number,
): Promise<Prediction> {
  const columns =
    run.datasetVersionId === null ? [] : getVersion(context.db.read, run.datasetVersionId).version.columns;
  const labels = labelsOfOutputs(run.graph, columns);
  const named: Prediction['outputs'] = {};
  for (const { name, data } of outputs) {
    const values = Array.from(await floats(data));
    const classes = labels.get(name);
    const scores = classes ? classScores(values, classes.length) : values;
    named[name] =
      classes?.length === scores.length
        ? Object.fromEntries(classes.map((label, i) => [label, scores[i] as number]))
        : values;
  }
  return { input, outputs: named, pictures: picturesOf(run, outputs), milliseconds: performance.now() - begin };
}

/** Which outputs are pictures: a bound output of pictures says how pixels were scaled for it. */
function picturesOf({ graph }: RunRow, outputs: readonly { name: string; shape: number[] }[]): Prediction['pictures'] {
  const found = withRole(graph, 'output').flatMap((node) => {
    const { target_scale: scale, target_offset: offset } = outputParams(node);
    const [, height, width, channels, ...others] = outputs.find(({ name }) => name === node.id)?.shape ?? [];
    if (scale === null || !height || !width || !channels || others.length > 0) return [];
    const black = offset ?? 0;
    return [[node.id, { height, width, channels, black, white: black + 255 * scale }] as const];
  });
  return Object.fromEntries(found);
}

async function readTensor(path: string): Promise<InputTensor> {
  if (extname(path).toLowerCase() !== '.npy') {
    throw new AppError('BAD_INPUT', `${path} is not a .npy file; tensors and pictures can't be mixed.`, { path });
  }
  const { shape, dtype, bytes } = toModelTensor(readNpy(await readBoundedFile(path, MAX_NPY_BYTES), path));
  return { shape, dtype, data: new Blob([bytes]) };
}

const floats = async (data: Blob): Promise<Float32Array> => new Float32Array(await data.arrayBuffer());
