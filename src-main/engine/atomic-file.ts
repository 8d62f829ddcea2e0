import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '#shared/util/app-error.ts';

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
export function writeError(error: unknown, target: string): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  const details = { path: target };
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new AppError('DISK_FULL', `The disk of ${target} is full.`, details);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new AppError('NOT_FOUND', `The folder ${dirname(target)} does not exist.`, details);
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new AppError('FILE_UNREADABLE', `${target} can't be written: permission denied.`, details);
  }
  if (code === 'ENAMETOOLONG') return new AppError('BAD_INPUT', `The name of ${target} is too long.`, details);
  if (code === 'EISDIR') return new AppError('BAD_INPUT', `${target} is a folder; name a file.`, details);
  return error;
}
