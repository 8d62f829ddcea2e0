import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { diskFull, isDiskFull } from '#main/transport/storage-error.ts';
import { AppError } from '#shared/util/app-error.ts';
import { newId } from '#shared/util/ids.ts';
import type { Home } from '../../home.ts';
import { MAX_FILE_BYTES } from '../pictures/picture-limits.ts';
import { systemCode } from '../system-error.ts';
import { uploadFolder } from './upload-folder.ts';
import { safeUploadPath } from './upload-path.ts';

const MAX_FILES = 200_000;
const MAX_BYTES = 20 * 1024 ** 3;

/** Files that the browser mode sends one by one, below `uploads/<id>`. */
export class Uploads {
  #home: Home;
  /** Begun since this engine started; those of an earlier one can't go on. */
  #open = new Map<string, { files: number; bytes: number }>();

  constructor(home: Home) {
    this.#home = home;
  }

  async begin(): Promise<string> {
    const id = newId('upload');
    await mkdir(join(this.#home.uploads, id));
    this.#open.set(id, { files: 0, bytes: 0 });
    return id;
  }

  async add(id: string, path: string, data: Blob): Promise<void> {
    const folder = this.folder(id);
    const used = this.#open.get(id) as { files: number; bytes: number };
    const safe = safeUploadPath(path);
    if (data.size > MAX_FILE_BYTES) throw new AppError('BAD_INPUT', `${path} is larger than 256 MB.`, { path });
    if (used.files >= MAX_FILES || used.bytes + data.size > MAX_BYTES) {
      throw new AppError(
        'BAD_INPUT',
        'More than 200,000 files or 20 GB can not be dropped at once. Import the folder by its path.',
      );
    }
    used.files++;
    used.bytes += data.size;
    const target = join(folder, safe);
    try {
      await mkdir(dirname(target), { recursive: true });
      // `wx`: two dropped files of one name are a fault, not a race.
      await writeFile(target, Buffer.from(await data.arrayBuffer()), { flag: 'wx' });
    } catch (error) {
      throw writeError(error, path, this.#home.uploads);
    }
  }

  /** Throws for an id that wasn't given out. */
  folder(id: string): string {
    if (this.#open.has(id)) return join(this.#home.uploads, id);
    throw new AppError('NOT_FOUND', `There is no upload "${id}". Drop the files again.`, { upload: id });
  }

  /** Removes what was dropped but never imported, except by this engine. */
  async removeOrphans(imported: readonly string[]): Promise<void> {
    const kept = new Set(imported.map((path) => uploadFolder(this.#home, path)));
    for (const name of await readdir(this.#home.uploads)) {
      const folder = join(this.#home.uploads, name);
      if (!kept.has(folder) && !this.#open.has(name)) await rm(folder, { recursive: true, force: true });
    }
  }

  /** Removes the files behind an import that was given up. */
  async removeSource(path: string): Promise<void> {
    const folder = uploadFolder(this.#home, path);
    if (!folder) return;
    this.#open.delete(basename(folder));
    await rm(folder, { recursive: true, force: true });
  }
}

function writeError(error: unknown, path: string, folder: string): unknown {
  const code = systemCode(error);
  if (code === 'EEXIST' || code === 'ENOTDIR') {
    return new AppError('BAD_INPUT', `Two dropped files are named ${path}.`, { path }, { cause: error });
  }
  if (isDiskFull(error)) return diskFull(folder, { cause: error, keep: `${path} could not be kept` });
  return error;
}
