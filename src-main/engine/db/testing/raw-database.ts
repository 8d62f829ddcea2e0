import BetterSqlite3 from 'better-sqlite3';

/** A database read with plain SQL, whether or not an engine has it open: what tests know of it owes nothing to our queries. */
export interface RawDatabase {
  rows<Row>(query: string): Row[];
  /** The first column. */
  column(query: string): string[];
  /** What SQLite itself finds wrong. */
  faults(): string[];
  close(): void;
}

export function openRaw(file: string): RawDatabase {
  const sqlite = new BetterSqlite3(file, { readonly: true });
  return {
    rows: <Row>(query: string) => sqlite.prepare(query).all() as Row[],
    column: (query) => sqlite.prepare(query).pluck().all() as string[],
    faults() {
      const integrity = sqlite.pragma('integrity_check', { simple: true });
      const orphans = sqlite.pragma('foreign_key_check') as unknown[];
      return [
        ...(integrity === 'ok' ? [] : [`integrity_check: ${integrity}`]),
        ...orphans.map((orphan) => `foreign_key_check: ${JSON.stringify(orphan)}`),
      ];
    },
    close: () => sqlite.close(),
  };
}
