import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seededRandom } from '#shared/data/seeded-random.ts';
import type { BenchModel } from './models.ts';

/** Files of rows that every peer reads: samples as float32 or int32, and class numbers as int32. */
export interface BenchData {
  readonly features: string;
  readonly labels: string;
  readonly count: number;
}

/** So many of the larger batches: more than one turn trains on, and little enough to lie in the cache of the disk. */
const BATCHES = 40;

const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1);

export async function writeData(folder: string, model: BenchModel): Promise<BenchData> {
  const random = seededRandom(11);
  const count = BATCHES * Math.max(...model.batches);
  const data = {
    features: join(folder, `${model.name}.features`),
    labels: join(folder, `${model.name}.labels`),
    count,
  };
  const values = count * product(model.shape);
  const features =
    model.values === 'words'
      ? Int32Array.from({ length: values }, () => random.below(model.classes))
      : Float32Array.from({ length: values }, () => random.uint32() / 2 ** 32);
  const labels = Int32Array.from({ length: count * product(model.targetShape) }, () => random.below(model.classes));
  await writeFile(data.features, new Uint8Array(features.buffer));
  await writeFile(data.labels, new Uint8Array(labels.buffer));
  return data;
}
