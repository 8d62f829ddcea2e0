import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { allVersionIds, uploadPaths } from '../db/datasets.ts';
import type { DatasetsContext } from './datasets-context.ts';
import type { Uploads } from './sources/uploads.ts';
import { thumbnailPath } from './thumbnails/thumbnail-file.ts';

/** Removes what an engine that was killed left half done. Runs once, before anything is imported or packed. */
export async function clearLeftovers({ home, db, log }: DatasetsContext, uploads: Uploads): Promise<void> {
  try {
    await uploads.removeOrphans(uploadPaths(db.read));
    const known = new Set(allVersionIds(db.read).map((id) => basename(thumbnailPath(home, id))));
    for (const name of await readdir(home.thumbnails)) {
      if (!known.has(name)) await rm(join(home.thumbnails, name), { recursive: true, force: true });
    }
    for (const name of await readdir(home.packed)) {
      if (name.includes('.part_')) await rm(join(home.packed, name), { recursive: true, force: true });
    }
  } catch (error) {
    log.warn({ err: error }, 'what an earlier start left behind could not be removed');
  }
}
