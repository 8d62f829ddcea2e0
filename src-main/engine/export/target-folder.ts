import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { AppError } from '#shared/util/app-error.ts';
import { writeError } from '../atomic-file.ts';
import { readBoundedFile } from '../bounded-file.ts';

export const CERTIFICATE = 'certificate.json';
export const MAX_CERTIFICATE_BYTES = 2 ** 20;
const written = z.object({ strata: z.string(), files: z.array(z.string()) });

/** A folder being written beside its place; it takes that place whole, or not at all. */
export interface TargetFolder {
  readonly part: string;
  /** Moves it into place, over a former export of ours. */
  keep(): Promise<void>;
  discard(): Promise<void>;
}

/** Refuses a folder that holds anything else than a former export: nothing of a person's own is ever replaced. */
export async function openTarget(target: string): Promise<TargetFolder> {
  const isOccupied = await assertFree(target);
  const part = join(dirname(target), `.${basename(target)}.${randomBytes(4).toString('hex')}.part`);
  try {
    await mkdir(part, { recursive: true });
  } catch (error) {
    throw writeError(error, target);
  }
  return {
    part,
    keep: async () => {
      if (!isOccupied) {
        // rename() replaces an empty folder on POSIX; Windows wants it gone.
        await rm(target, { recursive: true, force: true });
        await rename(part, target);
        return;
      }
      await assertFree(target);
      const old = `${part}.old`;
      await rename(target, old);
      await rename(part, target);
      await rm(old, { recursive: true, force: true });
    },
    discard: () => rm(part, { recursive: true, force: true }),
  };
}

/** True where a former export stands; false where there is nothing. */
async function assertFree(target: string): Promise<boolean> {
  const found = await readdir(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    if (error.code === 'ENOTDIR') throw new AppError('ALREADY_EXISTS', `${target} is a file; name a folder.`);
    throw writeError(error, target);
  });
  if (found.length === 0) return false;
  const ours = await formerFiles(target);
  const foreign = found.filter((name) => !ours.has(name));
  if (foreign.length === 0) return true;
  throw new AppError(
    'ALREADY_EXISTS',
    `${target} is not empty (it holds ${foreign.slice(0, 3).join(', ')}${foreign.length > 3 ? ', …' : ''}). ` +
      'Choose a new or empty folder; only a former export of Strata is replaced.',
    { path: target, foreign: foreign.slice(0, 20) },
  );
}

async function formerFiles(target: string): Promise<Set<string>> {
  try {
    const text = (await readBoundedFile(join(target, CERTIFICATE), MAX_CERTIFICATE_BYTES)).toString('utf8');
    return new Set(written.parse(JSON.parse(text)).files.map((file) => file.split('/')[0] as string));
  } catch {
    return new Set();
  }
}
