import { mkdir, rmdir, stat, unlink, writeFile } from 'node:fs/promises';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DialError, dial } from '#main/transport/dial.ts';
import { type EngineLock, isProcessAlive, lockFile, readLock } from '#main/transport/engine-lock.ts';
import { removeSocketAddress } from '#main/transport/socket-address.ts';
import { storageError } from '#main/transport/storage-error.ts';

/** An engine that is ending still has the database open, though it answers no more. Longer than it gives itself. */
const ENDING_MS = 17_000;
/** Writing the file, or clearing a stale one away, takes milliseconds: whoever takes this long has died over it. */
const DEAD_AFTER_MS = 5000;
const RETRY_MS = 50;

export interface HeldLock {
  release(): Promise<void>;
}

/**
 * Makes this process the only engine of a data folder. Null: another one lives and answers. The caller must already listen
 * at `own.address`, since from the moment the file is there others connect.
 */
export async function acquireLock(home: string, own: EngineLock): Promise<HeldLock | null> {
  // Not by the clock on the wall, which may jump.
  const waitUntil = performance.now() + ENDING_MS;
  for (;;) {
    if (await create(home, own)) return { release: () => release(home, own) };
    const found = await readLock(home);
    if (found === null) continue;
    const state = found === 'unreadable' ? await stateOfUnreadable(home) : await stateOf(found);
    if (state === 'lives') return null;
    if (state === 'dead' || (state === 'mute' && performance.now() > waitUntil)) await clearAway(home, found);
    else await sleep(RETRY_MS);
  }
}

async function create(home: string, own: EngineLock): Promise<boolean> {
  try {
    await writeFile(lockFile(home), JSON.stringify(own), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    // On a full disk there is a file now, and nothing in it.
    await unlink(lockFile(home)).catch(() => {});
    throw storageError(error, lockFile(home)) ?? error;
  }
}

async function stateOf(lock: EngineLock): Promise<'lives' | 'mute' | 'dead'> {
  if (!isProcessAlive(lock.pid)) return 'dead';
  try {
    (await dial(lock.address, lock.token)).close();
    return 'lives';
  } catch (error) {
    if (error instanceof DialError && (error.reason === 'silent' || error.reason === 'other-version')) return 'lives';
    // Numbers of processes are used again, above all after a restart of the machine. Only of one that does not answer:
    // after a jump of the clock, every engine that runs seems to be from before the restart.
    const bootedAt = Date.now() - uptime() * 1000;
    return lock.startedAt < bootedAt - 1000 ? 'dead' : 'mute';
  }
}

/** Or from the future: the clock was set back since. */
const isOld = (mtimeMs: number): boolean => Math.abs(Date.now() - mtimeMs) > DEAD_AFTER_MS;

async function stateOfUnreadable(home: string): Promise<'mute' | 'dead'> {
  const file = await stat(lockFile(home)).catch(() => null);
  return file && isOld(file.mtimeMs) ? 'dead' : 'mute';
}

/**
 * Two engines that found the same dead lock must not clear away each other's fresh one: only who makes this folder may
 * remove, and looks again before.
 */
async function clearAway(home: string, judged: EngineLock | 'unreadable'): Promise<void> {
  const turn = join(home, 'engine.lock.clearing');
  try {
    await mkdir(turn);
  } catch {
    const other = await stat(turn).catch(() => null);
    if (other && isOld(other.mtimeMs)) await rmdir(turn).catch(() => {});
    await sleep(RETRY_MS);
    return;
  }
  try {
    if (!isSame(await readLock(home), judged)) return;
    if (judged !== 'unreadable') await removeSocketAddress(judged.address);
    await unlink(lockFile(home));
  } finally {
    await rmdir(turn).catch(() => {});
  }
}

async function release(home: string, own: EngineLock): Promise<void> {
  if (isSame(await readLock(home), own)) await unlink(lockFile(home)).catch(() => {});
}

function isSame(found: EngineLock | 'unreadable' | null, other: EngineLock | 'unreadable'): boolean {
  if (found === null || found === 'unreadable' || other === 'unreadable') return found === other;
  return found.token === other.token;
}
