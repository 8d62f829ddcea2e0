import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngineContext } from './context.ts';
import { clearDatasetLeftovers } from './datasets/clear-leftovers.ts';
import { clearRunLeftovers } from './runs/clear-leftovers.ts';

type FolderContext = Pick<EngineContext, 'home' | 'db' | 'log'>;

/** Whoever takes over a stale lock holds this folder for milliseconds; an old one is of somebody who was killed over it. */
const LOCK_TURN_OLD_MS = 60_000;

/**
 * Removes what an engine that was killed left half done. Runs once, when nothing is imported, packed or trained yet: what
 * looks half done is then nobody's. A part that fails is noted and tried again at the next start.
 */
export async function clearLeftovers(context: FolderContext): Promise<void> {
  for (const clear of [clearDatasetLeftovers, clearRunLeftovers, clearBackups, clearLockTurn, clearScratch]) {
    try {
      await clear(context);
    } catch (error) {
      context.log.warn({ err: error }, 'what an earlier start left behind could not be removed');
    }
  }
}

async function clearBackups({ home }: FolderContext): Promise<void> {
  for (const name of await readdir(home.backups)) {
    // SQLite may have kept a journal beside the half copy.
    if (/\.sqlite\.part(-\w+)?$/.test(name)) await rm(join(home.backups, name), { force: true });
  }
}

async function clearScratch({ home }: FolderContext): Promise<void> {
  for (const name of await readdir(home.scratch)) await rm(join(home.scratch, name), { recursive: true, force: true });
}

async function clearLockTurn({ home }: FolderContext): Promise<void> {
  const turn = join(home.folder, 'engine.lock.clearing');
  const found = await stat(turn).catch(() => null);
  if (found && Date.now() - found.mtimeMs > LOCK_TURN_OLD_MS) await rm(turn, { recursive: true, force: true });
}
