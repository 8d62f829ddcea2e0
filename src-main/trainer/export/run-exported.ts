import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ExportFormat } from '#shared/contract/requests/results.ts';
import { AppError } from '#shared/util/app-error.ts';
import { featuresOf } from '../batches/tensors.ts';
import { tf } from '../runtime/tf.ts';

interface Exported {
  readonly runtime: string;
  readonly shape: number[];
  readonly values: Float32Array;
}

const modelFile = z.object({ format: z.enum(['layers-model', 'graph-model']) });

/** Loads exported files with TF.js's own loader, as any other program would, and runs them once. */
export async function runExported(
  format: ExportFormat,
  folder: string,
  input: { readonly shape: readonly number[]; readonly values: Uint8Array | Float32Array },
): Promise<Exported> {
  if (format !== 'tfjs') throw new AppError('NOT_SUPPORTED', `${format} files can't be run yet; tfjs files can.`);
  const path = join(folder, 'model.json');
  const kind = modelFile.parse(JSON.parse(await readFile(path, 'utf8'))).format;
  // Not a true URL: TF.js takes what follows `file://` as a path, and finds no folder whose space became `%20`.
  const url = `file://${path}`;
  const model = kind === 'layers-model' ? await tf.loadLayersModel(url) : await tf.loadGraphModel(url);
  const output = tf.tidy(() => {
    const tensor = featuresOf(input.values, input.shape[0] ?? 0, input.shape.slice(1));
    const result = model.predict(tensor);
    if (result instanceof tf.Tensor) return result;
    throw new AppError('NOT_SUPPORTED', 'Only models with one output can be checked yet.');
  });
  const values = output.dataSync<'float32'>();
  const { shape } = output;
  output.dispose();
  model.dispose();
  return { runtime: `TensorFlow.js ${tf.version.tfjs}, ${kind}`, shape, values };
}
