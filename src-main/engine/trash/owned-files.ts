import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import type { DatasetsContext } from '../datasets/datasets-context.ts';
import { keyPrefix } from '../datasets/packing/packed-files.ts';
import { uploadFolder } from '../datasets/sources/upload-folder.ts';
import { thumbnailPath } from '../datasets/thumbnails/thumbnail-file.ts';
import { datasetsWithContent, uploadSources, versionsOf } from '../db/datasets.ts';
import { listExports } from '../db/exports.ts';
import { isPresent } from '../export/list-exports.ts';
import { runFolders } from '../home.ts';

/** Weights, predictions, and exports that lie in the data folder. What was written elsewhere is the person's own. */
export async function filesOfRun({ home, db }: DatasetsContext, run: string): Promise<string[]> {
  const exports: string[] = [];
  for (const row of listExports(db.read, run)) {
    const isOurs = resolve(row.folder).startsWith(home.exports + sep);
    if (isOurs && (await isPresent(row))) exports.push(resolve(row.folder));
  }
  return [...runFolders(home, run), ...exports];
}

/**
 * Thumbnails, packed pictures and copies of dropped files; `gone` are the datasets that are deleted together. What a
 * dataset outside of them shares (it has the same content, or is a duplicate) is not among them, nor is the person's folder.
 */
export async function filesOfDataset(
  { home, db }: DatasetsContext,
  dataset: string,
  gone: ReadonlySet<string>,
): Promise<string[]> {
  const files: string[] = [];
  const packed = await readdir(home.packed);
  for (const { id, contentHash } of versionsOf(db.read, dataset)) {
    files.push(thumbnailPath(home, id));
    if (!datasetsWithContent(db.read, contentHash).every((owner) => gone.has(owner))) continue;
    const prefix = keyPrefix(contentHash);
    files.push(...packed.filter((name) => name.startsWith(prefix)).map((name) => join(home.packed, name)));
  }
  const uploads = uploadSources(db.read).map((each) => ({ ...each, folder: uploadFolder(home, each.path) }));
  const own = uploads.find((each) => each.dataset === dataset)?.folder;
  const isShared = uploads.some(({ dataset: owner, folder }) => folder === own && !gone.has(owner));
  if (own && !isShared) files.push(own);
  return [...new Set(files)];
}

/**
 * What deleting these files and folders frees. A file with several names (the thumbnails of a duplicated dataset) counts
 * once, and only where all its names are among them.
 */
export async function bytesOf(paths: Iterable<string>): Promise<number> {
  const found = new Map<string, { bytes: number; namesLeft: number }>();
  for (const path of paths) {
    for (const file of await filesIn(path)) {
      const stats = await lstat(file).catch(() => null);
      if (!stats) continue;
      const key = `${stats.dev} ${stats.ino}`;
      const before = found.get(key)?.namesLeft ?? stats.nlink;
      found.set(key, { bytes: stats.size, namesLeft: before - 1 });
    }
  }
  return [...found.values()].reduce((sum, { bytes, namesLeft }) => sum + (namesLeft > 0 ? 0 : bytes), 0);
}

async function filesIn(path: string): Promise<string[]> {
  const isFolder = await lstat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch((): Dirent[] => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
