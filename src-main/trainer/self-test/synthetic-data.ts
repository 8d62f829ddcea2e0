import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackedData } from '#shared/contract/trainer.ts';
import { seededRandom } from '#shared/data/seeded-random.ts';

const CLASSES = ['dark', 'middle', 'bright'];

/** Noise whose brightness is the class: enough to learn from, at any size. */
export async function writeSyntheticData(
  folder: string,
  { shape, count, input, output }: { shape: readonly number[]; count: number; input: string; output: string },
): Promise<PackedData> {
  const random = seededRandom(3);
  const size = shape.reduce((product, extent) => product * extent, 1);
  const features = new Uint8Array(count * size);
  const labels = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const label = row % CLASSES.length;
    labels[row] = label;
    for (let i = 0; i < size; i++) features[row * size + i] = label * 60 + random.below(130);
  }
  const files = { features: join(folder, 'features.u8'), labels: join(folder, 'labels.i32') };
  await writeFile(files.features, features);
  await writeFile(files.labels, new Uint8Array(labels.buffer));
  const rows = Array.from({ length: count }, (_, row) => row);
  const classes = { shape: [], dtype: 'int32' as const, classes: CLASSES, scale: 1, offset: 0 };
  return {
    count,
    inputs: [{ node: input, file: files.features, shape: [...shape], dtype: 'uint8' }],
    targets: [{ node: output, file: files.labels, ...classes }],
    weights: null,
    splits: { train: rows, validation: rows, test: [] },
  };
}
