import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { EngineContext } from '../context.ts';
import { allContentHashes, allVersionIds, uploadPaths } from '../db/datasets.ts';
import { listUnfinished } from '../db/unfinished-imports.ts';
import { keyPrefix } from './packing/packed-files.ts';
import { Uploads } from './sources/uploads.ts';
import { thumbnailPath, unfinishedThumbnails } from './thumbnails/thumbnail-file.ts';

/**
 * Half-written caches, dropped files that were never imported, and all that belonged to datasets that are gone. What an
 * import needs to be continued stays.
 */
export async function clearDatasetLeftovers({ home, db }: Pick<EngineContext, 'home' | 'db'>): Promise<void> {
  const unfinished = listUnfinished(db.read).map(({ row }) => row);
  const waiting = unfinished.flatMap(({ source }) => (source.kind === 'upload' ? [source.path] : []));
  await new Uploads(home).removeOrphans([...uploadPaths(db.read), ...waiting]);
  const files = [
    ...allVersionIds(db.read).map((id) => thumbnailPath(home, id)),
    ...unfinished.flatMap(({ id }) => [thumbnailPath(home, id), unfinishedThumbnails(home, id)]),
  ];
  const thumbnails = new Set(files.map((file) => basename(file)));
  await keepOnly(home.thumbnails, (name) => thumbnails.has(name));
  const packed = new Set(allContentHashes(db.read).map(keyPrefix));
  await keepOnly(home.packed, (name) => !name.includes('.part_') && packed.has(`${name.split('-')[0]}-`));
}

async function keepOnly(folder: string, isKept: (name: string) => boolean): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!isKept(name)) await rm(join(folder, name), { recursive: true, force: true });
  }
}
