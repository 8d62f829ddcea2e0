import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { storageError } from '#main/transport/storage-error.ts';

/** Whole or not at all: written beside the target, flushed to the disk, then renamed over it. */
export async function writeFileAtomically(target: string, data: string | Uint8Array): Promise<void> {
  const part = join(dirname(target), `.${basename(target)}.${randomBytes(4).toString('hex')}.part`);
  try {
    const file = await open(part, 'wx');
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, target);
  } catch (error) {
    // What could not be made can not always be removed either; the first failure is the one to tell.
    await rm(part, { force: true }).catch(() => {});
    throw writeError(error, target);
  }
}

/** What a failed write means to the person who chose the place. */
export const writeError = (error: unknown, target: string): unknown => storageError(error, target) ?? error;
