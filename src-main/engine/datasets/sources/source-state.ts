import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceState } from '#shared/contract/requests/datasets.ts';
import type { ReadHandle } from '../../db/database.ts';
import type { VersionedDataset } from '../../db/datasets.ts';
import { countMatching, samplesAt } from '../../db/samples.ts';
import { sourceFolder } from './resolve-source.ts';

/** Enough to notice a folder that was emptied or exchanged; few enough for a slow disk. */
const PROBES = 48;

/** Looks for the source folder and for some files from across it, without reading any. */
export async function sourceState(db: ReadHandle, { dataset, version }: VersionedDataset): Promise<SourceState> {
  const folder = sourceFolder(dataset.source);
  const isMovable = dataset.source.kind !== 'sample';
  const probes = probesOf(db, version.id);
  const isThere = await Promise.all(
    probes.map(({ path }) =>
      stat(join(folder, path)).then(
        (found) => found.isFile(),
        () => false,
      ),
    ),
  );
  const present = isThere.filter(Boolean).length;
  const state = present === probes.length ? 'present' : present === 0 ? 'changed-place' : 'incomplete';
  return { state, folder, isMovable };
}

/** Evenly from the first sample to the last. */
export function probesOf(db: ReadHandle, versionId: string) {
  const total = countMatching(db, versionId, { split: null, label: null });
  const step = Math.max(1, total / PROBES);
  const indices = Array.from({ length: Math.min(PROBES, total) }, (_, i) => Math.floor(i * step));
  return samplesAt(db, versionId, indices);
}
