import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ExportFormat } from '#shared/contract/requests/results.ts';
import { AppError } from '#shared/util/app-error.ts';
import { featuresOf } from '../batches/tensors.ts';
import { tf } from '../runtime/tf.ts';

interface NamedValues {
  readonly name: string;
  readonly shape: number[];
  readonly values: Uint8Array | Float32Array;
}

interface Exported {
  readonly runtime: string;
  readonly outputs: readonly (NamedValues & { readonly values: Float32Array })[];
}

const modelFile = z.object({
  format: z.enum(['layers-model', 'graph-model']),
  signature: z.object({ outputs: z.record(z.string(), z.unknown()) }).optional(),
});

/** Loads exported files with TF.js's own loader, as any other program would, and runs them once. */
export async function runExported(
  format: ExportFormat,
  folder: string,
  inputs: readonly NamedValues[],
): Promise<Exported> {
  if (format !== 'tfjs') throw new AppError('NOT_SUPPORTED', `${format} files can't be run yet; tfjs files can.`);
  const path = join(folder, 'model.json');
  const file = modelFile.parse(JSON.parse(await readFile(path, 'utf8')));
  // Not a true URL: TF.js takes what follows `file://` as a path, and finds no folder whose space became `%20`.
  const url = `file://${path}`;
  const tensors = () =>
    new Map(inputs.map(({ name, shape, values }) => [name, featuresOf(values, shape[0] ?? 0, shape.slice(1))]));
  const ran = file.format === 'layers-model' ? await runLayers(url, tensors) : await runGraph(url, file, tensors);
  const outputs = ran.map(([name, tensor]) => {
    const values = tensor.dataSync<'float32'>();
    tensor.dispose();
    return { name, shape: tensor.shape, values };
  });
  return { runtime: `TensorFlow.js ${tf.version.tfjs}, ${file.format}`, outputs };
}

type Tensors = () => ReadonlyMap<string, tf.Tensor>;
type Named = [name: string, tensor: tf.Tensor][];

async function runLayers(url: string, tensors: Tensors): Promise<Named> {
  const model = await tf.loadLayersModel(url);
  const results = tf.tidy(() => {
    const given = tensors();
    const ordered = model.inputNames.flatMap((name) => given.get(name) ?? []);
    const [only, ...others] = ordered.length > 0 ? ordered : [...given.values()];
    return [model.predict(others.length === 0 && only ? only : ordered)].flat();
  });
  const names = model.outputNames;
  model.dispose();
  return results.map((tensor, index): [string, tf.Tensor] => [names[index] ?? `output_${index}`, tensor]);
}

async function runGraph(url: string, { signature }: z.infer<typeof modelFile>, tensors: Tensors): Promise<Named> {
  const model = await tf.loadGraphModel(url);
  const names = Object.keys(signature?.outputs ?? {});
  const results = tf.tidy(() => [model.execute(Object.fromEntries(tensors()), names)].flat());
  model.dispose();
  return results.map((tensor, index): [string, tf.Tensor] => [names[index] ?? `output_${index}`, tensor]);
}
