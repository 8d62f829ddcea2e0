import { existsSync, mkdirSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import { AppError } from '#shared/util/app-error.ts';
import { backUp, isBackupDue, listBackups } from './backup.ts';
import { databaseError } from './database-error.ts';
import { migrations as shipped } from './migrations/list.ts';
import { migrate, readForm } from './migrations/migrate.ts';
import type { Migration } from './migrations/migration.ts';
import { InUseMark } from './recovery/in-use-mark.ts';
import { findDamage, inspectFile, isCorruption } from './recovery/inspect-file.ts';
import { finishRestore, NOTHING_SALVAGED, type Recovery, restoreDatabase } from './recovery/restore.ts';
import { type Schema, schema } from './schema.ts';

type Handle = BaseSQLiteDatabase<'sync', BetterSqlite3.RunResult, Schema>;

/** Can only look. At run time it is a connection of its own, opened read-only. */
export type ReadHandle = Pick<Handle, 'select' | 'selectDistinct' | '$count'>;

/** Can change things, and exists inside a transaction alone. Every function that reads takes it as well. */
export type WriteHandle = ReadHandle & Pick<Handle, 'insert' | 'update' | 'delete'>;

export interface Database {
  readonly file: string;
  readonly read: ReadHandle;
  /** Number of its newest migration. */
  readonly form: number;
  /** The last engine did not close it. */
  readonly wasLeftOpen: boolean;
  /** How it came back, where it was damaged or gone when it was opened. */
  readonly recovery: Recovery | null;
  /** Runs `work` in one transaction: all of it is kept and on the disk when this returns, or none of it. */
  write<T>(work: (tx: WriteHandle) => T): T;
  /** For an engine that stays open for days. A database in which damage shows is never copied over good backups. */
  backUpIfDue(): Promise<void>;
  /** What SQLite threw, here or while reading, as something a person can act on; null where it is a mistake of ours. */
  explain(error: unknown): AppError | null;
  close(): void;
}

export interface OpenOptions {
  readonly file: string;
  readonly backups: string;
  readonly migrations?: readonly Migration[];
  readonly now?: () => Date;
}

/**
 * Opens the database of a data folder: restores it where it is damaged, backs it up when that is due, brings it to the
 * newest form. One of a newer Strata, or of another program, is refused and left untouched.
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const { file, backups, migrations = shipped, now = () => new Date() } = options;
  const mark = new InUseMark(file);
  const wasLeftOpen = mark.read() !== null;
  let sqlite: BetterSqlite3.Database | undefined;
  try {
    const recovery = recover(options, mark, migrations, now());
    sqlite = new BetterSqlite3(file);
    const { number, isNew } = readForm(sqlite, migrations);
    const pending = migrations.some((migration) => migration.number > number);
    if (!isNew && (pending || isBackupDue(backups, now()))) {
      await backUp(sqlite, backups, pending ? `before-${migrations.at(-1)?.number}` : 'daily', now());
    }
    sqlite.pragma('journal_mode = WAL');
    // FULL: what the user did is on the disk when we say so, even if the power goes.
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('busy_timeout = 5000');
    // A migration may drop a table that others point at and make it anew; each is checked for broken references.
    sqlite.pragma('foreign_keys = OFF');
    migrate(sqlite, migrations);
    sqlite.pragma('foreign_keys = ON');
    mark.set();
    return opened(sqlite, options, { mark, recovery, wasLeftOpen, now });
  } catch (error) {
    sqlite?.close();
    throw databaseError(error, file) ?? error;
  }
}

interface Opened {
  readonly mark: InUseMark;
  readonly recovery: Recovery | null;
  readonly wasLeftOpen: boolean;
  readonly now: () => Date;
}

function opened(
  sqlite: BetterSqlite3.Database,
  { file, backups }: OpenOptions,
  { mark, recovery, wasLeftOpen, now }: Opened,
): Database {
  const reader = new BetterSqlite3(file, { readonly: true });
  reader.pragma('busy_timeout = 5000');
  const writer = drizzle(sqlite, { schema });
  const explain = (error: unknown): AppError | null => {
    if (isCorruption(error instanceof Error && error.cause !== undefined ? error.cause : error)) mark.suspect();
    return databaseError(error, file);
  };
  return {
    file,
    recovery,
    wasLeftOpen,
    form: sqlite.pragma('user_version', { simple: true }) as number,
    read: drizzle(reader, { schema }),
    explain,
    write: (work) => {
      try {
        return writer.transaction((tx) => work(tx), { behavior: 'immediate' });
      } catch (error) {
        throw explain(error) ?? error;
      }
    },
    backUpIfDue: async () => {
      if (!isBackupDue(backups, now())) return;
      if (findDamage(sqlite)) {
        mark.suspect();
        throw new AppError('FILE_FORMAT', `${file} is damaged: it is restored at the next start.`, { file });
      }
      await backUp(sqlite, backups, 'daily', now());
    },
    close: () => {
      reader.close();
      sqlite.close();
      mark.clear();
    },
  };
}

/** Looks at the file before it is opened, and restores it where that is needed. */
function recover(
  { file, backups }: OpenOptions,
  mark: InUseMark,
  migrations: readonly Migration[],
  now: Date,
): Recovery | null {
  finishRestore(file, now);
  mkdirSync(backups, { recursive: true });
  const hasBackup = listBackups(backups).length > 0;
  const left = mark.read();
  const isThorough = left !== null || isBackupDue(backups, now);
  const isJournalGone = left === 'open' && existsSync(file) && !existsSync(`${file}-wal`);
  const damage = inspectFile({ file, migrations, hasBackup, isThorough });
  if (damage) return restoreDatabase({ file, backups, migrations, damage, now });
  return isJournalGone ? { damage: 'changes-lost', keptIn: null, backupOf: null, salvage: NOTHING_SALVAGED } : null;
}
