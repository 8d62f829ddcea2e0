import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackedData } from '#shared/contract/trainer.ts';
import { seededRandom } from '#shared/data/seeded-random.ts';

const SIZE = 8;
const CLASSES = ['top', 'bottom', 'left'];

/** Small grey pictures, noisy, brighter on one side: the side is the class. Written to a folder as the engine does. */
export async function writePictures(folder: string, count = 90, noise = 120): Promise<PackedData> {
  const random = seededRandom(11);
  const features = new Uint8Array(count * SIZE * SIZE);
  const labels = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const label = row % CLASSES.length;
    labels[row] = label;
    for (let pixel = 0; pixel < SIZE * SIZE; pixel++) {
      const [y, x] = [Math.floor(pixel / SIZE), pixel % SIZE];
      const bright = [y < SIZE / 2, y >= SIZE / 2, x < SIZE / 4][label];
      features[row * SIZE * SIZE + pixel] = (bright ? 120 : 0) + random.below(noise);
    }
  }
  await writeFile(join(folder, 'features.bin'), features);
  await writeFile(join(folder, 'labels.bin'), new Uint8Array(labels.buffer));
  const rows = Array.from({ length: count }, (_, row) => row);
  return {
    count,
    features: join(folder, 'features.bin'),
    shape: [SIZE, SIZE, 1],
    dtype: 'uint8',
    labels: join(folder, 'labels.bin'),
    classes: CLASSES,
    splits: {
      train: rows.filter((row) => row % 5 !== 4),
      validation: rows.filter((row) => row % 10 === 4),
      test: rows.filter((row) => row % 10 === 9),
    },
  };
}
