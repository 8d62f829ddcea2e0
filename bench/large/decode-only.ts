import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspectPicture } from '../../src-main/engine/datasets/pictures/inspect-picture.ts';
import { decodeParallelism } from '../../src-main/engine/datasets/pictures/open-picture.ts';
import { pictureFile } from './make-pictures.ts';

/**
 * Pictures a second when these files are only read and decoded to their end with a 128-pixel preview made, as many at
 * once as an import does: what an import can't be faster than.
 */
export async function decodeOnly(folder: string, numbers: readonly number[]): Promise<number> {
  const started = performance.now();
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < numbers.length; at = next++) {
      const { path } = pictureFile(numbers[at] as number);
      await inspectPicture(await readFile(join(folder, path)));
    }
  };
  await Promise.all(Array.from({ length: decodeParallelism }, work));
  return (1000 * numbers.length) / (performance.now() - started);
}
