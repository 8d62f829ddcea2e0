import { openRaw } from './raw-database.ts';

export type Dump = Record<string, Record<string, unknown>[]>;

/** Every row of every table. */
export function dumpTables(file: string): Dump {
  const database = openRaw(file);
  try {
    const names = database.column(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    );
    return Object.fromEntries(names.map((name) => [name, database.rows(`SELECT * FROM "${name}"`)]));
  } finally {
    database.close();
  }
}

/** Without what belongs to a run, and the number that the next one gets. */
export const withoutRun = (dump: Dump, run: string): Dump =>
  Object.fromEntries(
    Object.entries(dump).map(([table, rows]) => [
      table,
      rows.filter((row) => row.id !== run && row.run_id !== run).map(({ next_run: _number, ...row }) => row),
    ]),
  );
