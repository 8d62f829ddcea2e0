import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SplitName } from '#shared/data/types.ts';
import { writeFileAtomically } from '../atomic-file.ts';
import type { Home } from '../home.ts';

/** What a model said about each sample of a split, in the same order in all lists. */
export interface StoredPredictions {
  /** Positions in the dataset version. */
  readonly rows: Int32Array;
  /** Class indices. */
  readonly truth: Int32Array;
  readonly predicted: Int32Array;
  /** What the network answered: sample after sample, a value for each class. */
  readonly scores: Float32Array;
}

/** The checkpoint's step is part of the name: what other weights said is never taken for these. */
export const predictionsFile = (home: Home, run: string, split: SplitName, step: number): string =>
  join(home.predictions, run, `${split}-${step}.bin`);

/** The four lists end to end, little-endian. */
export async function writePredictions(file: string, predictions: StoredPredictions): Promise<void> {
  const { rows, truth, predicted, scores } = predictions;
  await mkdir(dirname(file), { recursive: true });
  const lists = [rows, truth, predicted, scores].map(
    (list) => new Uint8Array(list.buffer, list.byteOffset, list.byteLength),
  );
  await writeFileAtomically(file, Buffer.concat(lists));
}

/** Null where the cache was cleared, or does not hold what it should. */
export async function readPredictions(file: string, count: number, classes: number): Promise<StoredPredictions | null> {
  const bytes = await readFile(file).catch(() => null);
  if (bytes?.length !== count * (12 + classes * 4)) return null;
  // A buffer of its own, so that the lists begin at a multiple of four.
  const { buffer } = Uint8Array.from(bytes);
  return {
    rows: new Int32Array(buffer, 0, count),
    truth: new Int32Array(buffer, count * 4, count),
    predicted: new Int32Array(buffer, count * 8, count),
    scores: new Float32Array(buffer, count * 12, count * classes),
  };
}
