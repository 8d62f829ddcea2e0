import BetterSqlite3 from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import { AppError } from '#shared/util/app-error.ts';
import { backUp, isBackupDue } from './backup.ts';
import { migrations as shipped } from './migrations/list.ts';
import { migrate, readForm } from './migrations/migrate.ts';
import type { Migration } from './migrations/migration.ts';
import { type Schema, schema } from './schema.ts';

type Handle = BaseSQLiteDatabase<'sync', BetterSqlite3.RunResult, Schema>;

/** Can only look. At run time it is a connection of its own, opened read-only. */
export type ReadHandle = Pick<Handle, 'select' | 'selectDistinct' | '$count'>;

/** Can change things, and exists inside a transaction alone. Every function that reads takes it as well. */
export type WriteHandle = ReadHandle & Pick<Handle, 'insert' | 'update' | 'delete'>;

export interface Database {
  readonly file: string;
  readonly read: ReadHandle;
  /** Runs `work` in one transaction: all of it is kept and on the disk when this returns, or none of it. */
  write<T>(work: (tx: WriteHandle) => T): T;
  /** For an engine that stays open for days. */
  backUpIfDue(): Promise<void>;
  close(): void;
}

export interface OpenOptions {
  readonly file: string;
  readonly backups: string;
  readonly migrations?: readonly Migration[];
  readonly now?: () => Date;
}

/** Opens the database of a data folder: backs it up when that is due, brings it to the newest form. */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const { file, backups, migrations = shipped, now = () => new Date() } = options;
  const sqlite = open(file);
  try {
    const { number, isNew } = readForm(sqlite, migrations);
    const pending = migrations.some((migration) => migration.number > number);
    if (!isNew && (pending || isBackupDue(backups, now()))) {
      await backUp(sqlite, backups, pending ? `before-${migrations.at(-1)?.number}` : 'daily', now());
    }
    sqlite.pragma('journal_mode = WAL');
    // FULL: what the user did is on the disk when we say so, even if the power goes.
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    sqlite.pragma('busy_timeout = 5000');
    migrate(sqlite, migrations);
    const reader = new BetterSqlite3(file, { readonly: true });
    reader.pragma('busy_timeout = 5000');
    const writer = drizzle(sqlite, { schema });
    return {
      file,
      read: drizzle(reader, { schema }),
      write: (work) => {
        try {
          return writer.transaction((tx) => work(tx), { behavior: 'immediate' });
        } catch (error) {
          throw asAppError(error, file);
        }
      },
      backUpIfDue: async () => {
        if (isBackupDue(backups, now())) await backUp(sqlite, backups, 'daily', now());
      },
      close: () => {
        reader.close();
        sqlite.close();
      },
    };
  } catch (error) {
    sqlite.close();
    throw asAppError(error, file);
  }
}

function open(file: string): BetterSqlite3.Database {
  try {
    return new BetterSqlite3(file);
  } catch (error) {
    throw asAppError(error, file);
  }
}

function asAppError(error: unknown, file: string): unknown {
  // Drizzle wraps what a statement throws.
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = cause instanceof BetterSqlite3.SqliteError ? cause.code : '';
  if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT') {
    return new AppError(
      'FILE_FORMAT',
      `${file} is damaged or not a database. It was left untouched; a copy from the folder "backups" can take its place.`,
      { file },
      { cause: error },
    );
  }
  if (code === 'SQLITE_CANTOPEN' || code === 'SQLITE_READONLY') {
    return new AppError('FILE_UNREADABLE', `${file} can't be opened for writing.`, { file }, { cause: error });
  }
  if (code === 'SQLITE_FULL') {
    return new AppError('DISK_FULL', `The disk of ${file} is full.`, { file }, { cause: error });
  }
  return error;
}
