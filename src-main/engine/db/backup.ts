import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';

const KEPT = 7;
const DAY_MS = 24 * 60 * 60 * 1000;
const NAME = /^strata-(\d{4}-\d{2}-\d{2}T\d{6})Z-[a-z0-9-]+\.sqlite$/;

/** Newest first. */
export function listBackups(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => NAME.test(name))
    .sort()
    .reverse();
}

export function isBackupDue(folder: string, now: Date): boolean {
  mkdirSync(folder, { recursive: true });
  const stamp = NAME.exec(listBackups(folder)[0] ?? '')?.[1];
  if (!stamp) return true;
  const [date, time = ''] = stamp.split('T');
  const made = Date.parse(`${date}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4, 6)}Z`);
  return now.getTime() - made >= DAY_MS;
}

/** A whole copy by SQLite's own backup, which is safe while others write; the oldest copies go. Returns its path. */
export async function backUp(
  sqlite: BetterSqlite3.Database,
  folder: string,
  reason: string,
  now: Date,
): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const stamp = now.toISOString().slice(0, 19).replaceAll(':', '');
  const target = join(folder, `strata-${stamp}Z-${reason}.sqlite`);
  await sqlite.backup(`${target}.part`);
  renameSync(`${target}.part`, target);
  for (const name of listBackups(folder).slice(KEPT)) rmSync(join(folder, name));
  return target;
}
