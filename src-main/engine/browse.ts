import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, extname, join, resolve } from 'node:path';
import { AppError } from '#shared/util/app-error.ts';

const MAX_ENTRIES = 2000;
/** What a person may pick: pictures to predict with, projects to open, tensors. Everything else would be noise. */
const EXTENSIONS = new Set('.jpg .jpeg .png .webp .gif .bmp .tif .tiff .strata .npy .keras .h5 .json'.split(' '));

export interface Listing {
  path: string;
  parent: string | null;
  entries: { name: string; path: string; isFolder: boolean }[];
  truncated: boolean;
}

/** Folders first, each by name; hidden ones are skipped. Null: the home folder. */
export async function browse(path: string | null): Promise<Listing> {
  const folder = resolve(path ?? homedir());
  const found = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new AppError('NOT_FOUND', `There is no folder ${folder}.`, { path: folder });
    if (error.code === 'ENOTDIR') throw new AppError('BAD_INPUT', `${folder} is a file; a folder is needed.`);
    throw new AppError('FILE_UNREADABLE', `${folder} can't be read (${error.code}).`, { path: folder });
  });
  const entries: Listing['entries'] = [];
  for (const entry of found) {
    if (entry.name.startsWith('.')) continue;
    const target = join(folder, entry.name);
    const isFolder = entry.isSymbolicLink() ? await leadsToFolder(target) : entry.isDirectory();
    if (isFolder || EXTENSIONS.has(extname(entry.name).toLowerCase())) {
      entries.push({ name: entry.name, path: target, isFolder });
    }
  }
  const compare = new Intl.Collator('en', { numeric: true }).compare;
  entries.sort((a, b) => Number(b.isFolder) - Number(a.isFolder) || compare(a.name, b.name));
  const parent = dirname(folder);
  return {
    path: folder,
    parent: parent === folder ? null : parent,
    entries: entries.slice(0, MAX_ENTRIES),
    truncated: entries.length > MAX_ENTRIES,
  };
}

/** A link into nothing, or in a circle, is not a folder. */
const leadsToFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
