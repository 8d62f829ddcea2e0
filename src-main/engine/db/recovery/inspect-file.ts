import { existsSync, statSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { AppError } from '#shared/util/app-error.ts';
import { readForm } from '../migrations/migrate.ts';
import type { Migration } from '../migrations/migration.ts';
import { jsonColumns } from './json-columns.ts';

/** What is the matter with a database file; null: nothing. */
export type Damage = 'gone' | 'empty' | 'not-a-file' | 'damaged';

/** Above this the check takes seconds: then it is made with each backup, and after an engine that was not closed. */
const QUICK_BYTES = 256 * 2 ** 20;
const SMALLEST_PAGE = 512;
const CORRUPT = /^SQLITE_(CORRUPT|NOTADB|FORMAT|MISMATCH)/;
/** Migrations are numbered by tens and never reach this; a damaged header reads as anything. */
const PLAUSIBLE_FORM = 100_000;

interface InspectOptions {
  readonly file: string;
  readonly migrations: readonly Migration[];
  /** A backup exists: a file that is missing or empty is then not a new one. */
  readonly hasBackup: boolean;
  /** Look through the whole file however large it is. */
  readonly isThorough: boolean;
}

/** Looks at a database before anything is done to it. Throws where it is sound but not ours to open: newer, or foreign. */
export function inspectFile({ file, migrations, hasBackup, isThorough }: InspectOptions): Damage | null {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) return hasBackup ? 'gone' : null;
  if (!found.isFile()) return 'not-a-file';
  // SQLite takes a file shorter than its smallest page for a new one, and would write over it.
  if (found.size < SMALLEST_PAGE) return hasBackup ? 'empty' : found.size === 0 ? null : 'damaged';
  let sqlite: BetterSqlite3.Database | undefined;
  try {
    // The journal of an engine that was killed stays where it is until we know that the file is ours to open.
    sqlite = new BetterSqlite3(file, { readonly: existsSync(`${file}-wal`) });
    assertOurs(sqlite, migrations);
    return isThorough || found.size < QUICK_BYTES ? findDamage(sqlite) : null;
  } catch (error) {
    if (isCorruption(error)) return 'damaged';
    throw error;
  } finally {
    sqlite?.close();
  }
}

/** Whether every page, row and JSON text of an open database can be read. */
export function findDamage(sqlite: BetterSqlite3.Database): 'damaged' | null {
  try {
    if (sqlite.pragma('quick_check(1)', { simple: true }) !== 'ok') return 'damaged';
    for (const [table, columns] of jsonColumns) {
      // An older form, not yet migrated, lacks tables and columns.
      const present = columnsOf(sqlite, table);
      for (const column of columns.filter((name) => present.includes(name))) {
        const broken = sqlite
          .prepare(`SELECT 1 FROM "${table}" WHERE "${column}" IS NOT NULL AND NOT json_valid("${column}") LIMIT 1`)
          .get();
        if (broken) return 'damaged';
      }
    }
    return null;
  } catch (error) {
    if (isCorruption(error)) return 'damaged';
    throw error;
  }
}

const columnsOf = (sqlite: BetterSqlite3.Database, table: string): string[] =>
  sqlite.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);

export const hasTable = (sqlite: BetterSqlite3.Database, name: string): boolean =>
  sqlite.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(name) !== undefined;

export const isCorruption = (error: unknown): boolean =>
  error instanceof BetterSqlite3.SqliteError && CORRUPT.test(error.code);

/** Another program's database, and one of a newer Strata, are refused; a header that damage made look so is not. */
function assertOurs(sqlite: BetterSqlite3.Database, migrations: readonly Migration[]): void {
  try {
    readForm(sqlite, migrations);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { found } = error.details;
    const isNonsense = typeof found === 'number' && (found >= PLAUSIBLE_FORM || found < 0 || found % 10 !== 0);
    const hasOurTables = ['project', 'graph_version', 'run'].every((table) => hasTable(sqlite, table));
    if (error.code === 'NEWER_VERSION' ? isNonsense : hasOurTables) {
      throw new BetterSqlite3.SqliteError('the header is damaged', 'SQLITE_CORRUPT');
    }
    throw error;
  }
}
