import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Database } from '../db/database.ts';
import { uploadPaths } from '../db/datasets.ts';
import { allRunIds } from '../db/runs.ts';
import { checkpointFolder, type Home } from '../home.ts';

export interface Orphans {
  /** Trainings with a checkpoint on the disk that the database no longer knows. */
  readonly runs: number;
  /** Folders of dropped files that no dataset names any more. */
  readonly uploads: number;
}

/**
 * After a restore: files that belong to what is lost are moved to `folder`, before anything clears them away as left
 * over. A person's dropped files may exist nowhere else.
 */
export function keepOrphans(home: Home, db: Database, folder: string): Orphans {
  const known = new Set(allRunIds(db.read));
  const runs = readdirSync(home.runs).filter((name) => !known.has(name));
  const trained = runs.filter((run) => existsSync(checkpointFolder(home, run)));
  for (const run of runs) moveInto(join(home.runs, run), join(folder, 'runs'));
  const named = new Set(uploadPaths(db.read));
  const uploads = readdirSync(home.uploads)
    .map((name) => join(home.uploads, name))
    .filter((path) => ![...named].some((used) => used === path || used.startsWith(`${path}/`)));
  for (const path of uploads) moveInto(path, join(folder, 'uploads'));
  return { runs: trained.length, uploads: uploads.length };
}

function moveInto(path: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  renameSync(path, join(folder, basename(path)));
}
