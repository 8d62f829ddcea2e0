import type BetterSqlite3 from 'better-sqlite3';
import { AppError } from '#shared/util/app-error.ts';
import type { Migration } from './migration.ts';

/** "Stra", written into the file's header: another program's database is not ours to change. */
export const APPLICATION_ID = 0x53747261;

export interface DatabaseForm {
  /** Number of the newest migration that it has; 0 for an empty file. */
  readonly number: number;
  readonly isNew: boolean;
}

/** Looks, without writing: refuses what isn't ours and what a newer Strata wrote. */
export function readForm(sqlite: BetterSqlite3.Database, migrations: readonly Migration[]): DatabaseForm {
  const number = sqlite.pragma('user_version', { simple: true }) as number;
  const application = sqlite.pragma('application_id', { simple: true }) as number;
  const tables = sqlite.prepare<[], { count: number }>('SELECT count(*) AS count FROM sqlite_schema').get()?.count ?? 0;
  if (tables === 0 && number === 0) return { number: 0, isNew: true };
  if (application !== APPLICATION_ID) {
    throw new AppError('FILE_FORMAT', `${sqlite.name} is a database, but not one of Strata's. It was left untouched.`, {
      file: sqlite.name,
    });
  }
  const newest = migrations.at(-1)?.number ?? 0;
  if (number > newest) {
    throw new AppError(
      'NEWER_VERSION',
      `${sqlite.name} was written by a newer Strata (form ${number}; this one knows forms up to ${newest}). ` +
        'It was left untouched: update Strata, or choose another data folder.',
      { file: sqlite.name, found: number, expected: newest },
    );
  }
  return { number, isNew: false };
}

/** Brings the database to the newest form; each step happens whole or not at all. Returns the numbers applied. */
export function migrate(sqlite: BetterSqlite3.Database, migrations: readonly Migration[]): number[] {
  const { number: current, isNew } = readForm(sqlite, migrations);
  const pending = migrations.filter((migration) => migration.number > current);
  for (const migration of pending) {
    sqlite
      .transaction(() => {
        if (isNew) sqlite.pragma(`application_id = ${APPLICATION_ID}`);
        sqlite.exec(migration.sql);
        sqlite.pragma(`user_version = ${migration.number}`);
        const broken = sqlite.pragma('foreign_key_check') as unknown[];
        if (broken.length > 0)
          throw new Error(`migration ${migration.number} leaves ${broken.length} broken references`);
      })
      .immediate();
  }
  return pending.map((migration) => migration.number);
}
