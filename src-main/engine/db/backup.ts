import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';

const KEPT = 7;
const DAY_MS = 24 * 60 * 60 * 1000;
/** `strata-000012-2026-01-13T120000Z-daily.sqlite`; the number is missing in the names of earlier versions. */
const NAME = /^strata-(?:(\d{6,})-)?(\d{4}-\d{2}-\d{2})T(\d{2})(\d{2})(\d{2})Z-[a-z0-9-]+\.sqlite$/;

const sequenceOf = (name: string): number => Number(NAME.exec(name)?.[1] ?? 0);

/** Newest first: by the number, since a clock that was wrong once must not decide which copy is the newest. */
export function listBackups(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => NAME.test(name))
    .sort()
    .sort((a, b) => sequenceOf(a) - sequenceOf(b))
    .reverse();
}

/** By the clock of that time. */
export function backupDate(name: string): Date {
  const [, , date, hours, minutes, seconds] = NAME.exec(name) ?? [];
  return new Date(`${date}T${hours}:${minutes}:${seconds}Z`);
}

export function isBackupDue(folder: string, now: Date): boolean {
  mkdirSync(folder, { recursive: true });
  const [newest] = listBackups(folder);
  if (!newest) return true;
  const age = now.getTime() - backupDate(newest).getTime();
  // Made in the future: the clock was wrong then, or is now. One copy too many costs little.
  return age >= DAY_MS || age < 0;
}

/** A whole copy by SQLite's own backup, which is safe while others write; the oldest copies go. Returns its path. */
export async function backUp(
  sqlite: BetterSqlite3.Database,
  folder: string,
  reason: string,
  now: Date,
): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const sequence = String(sequenceOf(listBackups(folder)[0] ?? '') + 1).padStart(6, '0');
  const stamp = now.toISOString().slice(0, 19).replaceAll(':', '');
  const target = join(folder, `strata-${sequence}-${stamp}Z-${reason}.sqlite`);
  const part = `${target}.part`;
  try {
    await sqlite.backup(part);
    flushToDisk(part);
    renameSync(part, target);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  for (const name of listBackups(folder).slice(KEPT)) rmSync(join(folder, name));
  return target;
}

/** Before a file replaces or outlives another it has to be on the disk, not in the system's memory. */
export function flushToDisk(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
