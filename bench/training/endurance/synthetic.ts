import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type PackedData, packedData } from '#shared/contract/trainer.ts';
import { CLASSES } from '../models.ts';

/** Pictures as the engine packs them: uint8 one after the other, and their class numbers. */
export async function writePictures(
  folder: string,
  name: string,
  count: number,
  shape: readonly number[],
): Promise<PackedData> {
  const [features, targets] = [join(folder, `${name}.features`), join(folder, `${name}.labels`)];
  const row = new Uint8Array(shape.reduce((product, length) => product * length, 1));
  const file = await open(features, 'w');
  for (let index = 0; index < count; index++) {
    for (let place = 0; place < row.length; place++) row[place] = (index * 31 + place * 7) & 255;
    await file.write(row);
  }
  await file.close();
  const labels = Int32Array.from({ length: count }, (_, index) => index % CLASSES);
  await writeFile(targets, new Uint8Array(labels.buffer));
  return packedData.parse({
    count,
    inputs: [{ node: 'input', file: features, shape, dtype: 'uint8' }],
    targets: [
      {
        node: 'output',
        file: targets,
        shape: [],
        dtype: 'int32',
        classes: Array.from({ length: CLASSES }, (_, index) => `class ${index}`),
      },
    ],
    splits: { train: Array.from({ length: count }, (_, index) => index), validation: [], test: [] },
  });
}
