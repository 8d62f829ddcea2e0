import BetterSqlite3 from 'better-sqlite3';

export type Dump = Record<string, Record<string, unknown>[]>;

/** Every row of every table, read from the file itself, whether or not an engine has it open. */
export function dumpTables(file: string): Dump {
  const sqlite = new BetterSqlite3(file, { readonly: true });
  try {
    const names = sqlite
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
      .pluck()
      .all() as string[];
    return Object.fromEntries(
      names.map((name) => [name, sqlite.prepare(`SELECT * FROM "${name}"`).all() as Record<string, unknown>[]]),
    );
  } finally {
    sqlite.close();
  }
}

/** Without what belongs to a run. */
export const withoutRun = (dump: Dump, run: string): Dump =>
  Object.fromEntries(
    Object.entries(dump).map(([table, rows]) => [table, rows.filter((row) => row.id !== run && row.run_id !== run)]),
  );
