import { createHash } from 'node:crypto';
import type { SampleRecord } from '../../db/samples.ts';

/** Two versions with the same hash hold the same classes and, in the same order, files, labels and splits. */
export function contentHash(classes: readonly string[], samples: readonly SampleRecord[]): string {
  const hash = createHash('sha256');
  hash.update(`${JSON.stringify(classes)}\n`);
  for (const { sha256, label, split, path } of samples)
    hash.update(`${JSON.stringify([sha256, label, split, path])}\n`);
  return hash.digest('hex');
}
