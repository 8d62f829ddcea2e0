import { existsSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { makeFolder } from '#main/transport/make-folder.ts';
import { AppError } from '#shared/util/app-error.ts';
import { newId } from '#shared/util/ids.ts';
import { writeError } from '../atomic-file.ts';
import { readBoundedFile } from '../bounded-file.ts';
import type { Database } from '../db/database.ts';
import { forgetUnfinished, noteUnfinished } from '../db/unfinished-exports.ts';

export const CERTIFICATE = 'certificate.json';
export const MAX_CERTIFICATE_BYTES = 2 ** 20;
const written = z.object({ strata: z.string(), files: z.array(z.string()) });

/** A folder being written beside its place; it takes that place whole, or not at all. */
export interface TargetFolder {
  /** Stands in its certificate: tells it from a former export. */
  readonly id: string;
  readonly part: string;
  /** Moves it into place, over a former export of ours. */
  keep(): Promise<void>;
  /** Once it is remembered: the former export goes. */
  finish(): Promise<void>;
  /** All is as it was before. */
  discard(): Promise<void>;
}

/** Where a former export waits until the new one is in its place. */
export const asideOf = (part: string): string => `${part}.old`;

/** Refuses a folder that holds anything else than a former export: nothing of a person's own is ever replaced. */
export async function openTarget(db: Pick<Database, 'write'>, target: string): Promise<TargetFolder> {
  const isOccupied = await assertFree(target);
  const id = newId('export');
  const part = join(dirname(target), `.${basename(target)}.${id}.part`);
  const forget = () => db.write((tx) => forgetUnfinished(tx, id));
  // Noted before the first file is there: the folder may be anywhere, and nobody would look for it after a kill.
  db.write((tx) => noteUnfinished(tx, { id, part, target }));
  try {
    makeFolder(part);
  } catch (error) {
    forget();
    throw writeError(error, target);
  }
  let isKept = false;
  return {
    id,
    part,
    keep: async () => {
      if (!isOccupied) {
        // rename() replaces an empty folder on POSIX; Windows wants it gone.
        await rm(target, { recursive: true, force: true });
        await rename(part, target);
      } else {
        await assertFree(target);
        await rename(target, asideOf(part));
        await rename(part, target);
      }
      isKept = true;
    },
    finish: async () => {
      await rm(asideOf(part), { recursive: true, force: true });
      forget();
    },
    discard: async () => {
      await rm(isKept ? target : part, { recursive: true, force: true });
      if (existsSync(asideOf(part))) await rename(asideOf(part), target);
      forget();
    },
  };
}

/** True where a former export stands; false where there is nothing. */
export async function assertFree(target: string): Promise<boolean> {
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
