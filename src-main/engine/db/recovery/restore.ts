import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { AppError } from '#shared/util/app-error.ts';
import { backupDate, flushToDisk, listBackups } from '../backup.ts';
import { migrate, readForm } from '../migrations/migrate.ts';
import type { Migration } from '../migrations/migration.ts';
import { type Damage, findDamage } from './inspect-file.ts';
import { type Salvage, salvage } from './salvage.ts';

/** How a database came back. */
export interface Recovery {
  /** `changes-lost`: the file itself is sound, but its journal with the newest changes was taken away. */
  readonly damage: Damage | 'changes-lost';
  /** Folder in which what was found is kept, untouched; null where there was nothing to keep. */
  readonly keptIn: string | null;
  /** When the backup was made that it was restored from; null without one. */
  readonly backupOf: string | null;
  readonly salvage: Salvage;
}

interface RestoreOptions {
  readonly file: string;
  readonly backups: string;
  readonly migrations: readonly Migration[];
  readonly damage: Damage;
  readonly now: Date;
}

export const NOTHING_SALVAGED: Salvage = { rows: {}, unreadable: [], lost: [] };

/** A restored database that waits for its place; whole once the damaged one was moved away. */
const restoredFile = (file: string): string => `${file}.restored`;

/**
 * Puts the newest good backup, and what can be read of the damaged file, in its place. The damaged file is moved aside,
 * never deleted. Interrupted at any moment, the next start finds the damaged file or the restored one.
 */
export function restoreDatabase(options: RestoreOptions): Recovery {
  const { file, backups, migrations, damage, now } = options;
  const restored = restoredFile(file);
  removeWithJournal(restored);
  const backup = newestGoodBackup(backups, migrations);
  let saved: Salvage;
  try {
    if (backup) copyFileSync(join(backups, backup), restored);
    const target = new BetterSqlite3(restored);
    try {
      target.pragma('journal_mode = DELETE');
      migrate(target, migrations);
      saved = damage === 'damaged' ? salvage(file, target) : NOTHING_SALVAGED;
    } finally {
      target.close();
    }
    if (!backup && !saved.rows.project && !saved.rows.dataset) throw notOurs(file);
    flushToDisk(restored);
  } catch (error) {
    removeWithJournal(restored);
    throw error;
  }
  const keptIn = moveAside(file, now);
  renameSync(restored, file);
  return { damage, keptIn, backupOf: backup ? backupDate(backup).toISOString() : null, salvage: saved };
}

/** Of a form that can be migrated, and without a fault. */
function newestGoodBackup(folder: string, migrations: readonly Migration[]): string | null {
  return (
    listBackups(folder).find((name) => {
      let copy: BetterSqlite3.Database | undefined;
      try {
        copy = new BetterSqlite3(join(folder, name), { readonly: true });
        const isOurs = !readForm(copy, migrations).isNew;
        return isOurs && copy.pragma('integrity_check(1)', { simple: true }) === 'ok' && findDamage(copy) === null;
      } catch {
        return false;
      } finally {
        copy?.close();
      }
    }) ?? null
  );
}

/** Into `rescued/<time>` of the data folder, with its journal; null where there is nothing. */
function moveAside(file: string, now: Date): string | null {
  const found = ['', '-wal', '-shm'].filter((end) => existsSync(file + end));
  if (found.length === 0) return null;
  const stamp = now.toISOString().slice(0, 19).replaceAll(':', '');
  let folder = join(dirname(file), 'rescued', `${stamp}Z`);
  for (let count = 2; existsSync(folder); count += 1) folder = join(dirname(file), 'rescued', `${stamp}Z-${count}`);
  mkdirSync(folder, { recursive: true });
  for (const end of found) renameSync(file + end, join(folder, basename(file) + end));
  return folder;
}

/** Power went while a restored database was put in its place: the damaged one is away, the new one is whole. */
export function finishRestore(file: string, now: Date): void {
  const restored = restoredFile(file);
  if (!existsSync(restored) || existsSync(file)) return;
  // A journal that belongs to the damaged file must never be read into this one.
  moveAside(file, now);
  renameSync(restored, file);
}

function removeWithJournal(file: string): void {
  for (const end of ['', '-journal', '-wal', '-shm']) rmSync(file + end, { force: true, recursive: true });
}

const notOurs = (file: string): AppError =>
  new AppError(
    'FILE_FORMAT',
    `${file} is damaged or not a database, there is no backup, and nothing in it can be read. It was left untouched. ` +
      'Move it to another folder, then start Strata again: it begins with an empty database.',
    { file },
  );
