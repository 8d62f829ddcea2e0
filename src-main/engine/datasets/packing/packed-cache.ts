import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { contentHashesInTraining } from '../../db/datasets.ts';
import type { DatasetsContext } from '../datasets-context.ts';
import { keyPrefix } from './packed-files.ts';

/** What stays of packed data: enough for several large datasets, little beside a disk of today. */
const MAX_BYTES = 20e9;
/** Evaluations and exports read what they packed for minutes at most. */
const IN_USE_MS = 60 * 60 * 1000;

interface Packed {
  readonly path: string;
  readonly bytes: number;
  readonly usedAt: number;
  readonly isNeeded: boolean;
}

/** Notes that a packed folder was used just now. */
export async function markUsed(folder: string): Promise<void> {
  const now = new Date();
  await utimes(folder, now, now);
}

/**
 * Removes packed data until the rest fits, the longest unused first. What a run trains on, or anyone has used within the
 * last hour, stays whatever its size. Everything removed can be packed again, so a failure is no more than a note.
 */
export async function prunePacked({ home, db, log }: DatasetsContext, maxBytes = MAX_BYTES): Promise<void> {
  try {
    const training = contentHashesInTraining(db.read).map(keyPrefix);
    const names = (await readdir(home.packed)).filter((name) => !name.includes('.part_'));
    const found = await Promise.all(names.map((name) => look(join(home.packed, name), isOneOf(training, name))));
    let bytes = found.reduce((sum, packed) => sum + packed.bytes, 0);
    for (const packed of found.filter(({ isNeeded }) => !isNeeded).sort((a, b) => a.usedAt - b.usedAt)) {
      if (bytes <= maxBytes) break;
      await rm(packed.path, { recursive: true, force: true });
      bytes -= packed.bytes;
    }
  } catch (error) {
    log.warn({ err: error }, 'packed data could not be pruned');
  }
}

async function look(path: string, isTrainedOn: boolean): Promise<Packed> {
  const { mtimeMs: usedAt } = await stat(path);
  const sizes = await Promise.all((await readdir(path)).map(async (name) => (await stat(join(path, name))).size));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  return { path, bytes, usedAt, isNeeded: isTrainedOn || Date.now() - usedAt < IN_USE_MS };
}

const isOneOf = (prefixes: readonly string[], name: string): boolean =>
  prefixes.some((prefix) => name.startsWith(prefix));
