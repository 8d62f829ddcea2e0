import BetterSqlite3 from 'better-sqlite3';
import { hasTable } from './inspect-file.ts';
import { jsonColumns } from './json-columns.ts';

/** What a damaged file still gave, beyond what was there already. */
export interface Salvage {
  /** Rows that were not in the backup, or stood there in an older state; by table. */
  readonly rows: Readonly<Record<string, number>>;
  /** Tables of which some part can't be read. */
  readonly unreadable: readonly string[];
  /** Names of projects and datasets that could be read but not kept: what they rest on is lost. */
  readonly lost: readonly string[];
}

type Row = Record<string, unknown>;

/** Puts every row of `damaged` that can be read and makes sense into `target`, which is sound. Best effort. */
export function salvage(damaged: string, target: BetterSqlite3.Database): Salvage {
  const rows: Record<string, number> = {};
  const unreadable: string[] = [];
  const lost: string[] = [];
  let source: BetterSqlite3.Database;
  try {
    source = new BetterSqlite3(damaged, { readonly: true });
  } catch {
    return { rows, unreadable: tablesOf(target), lost };
  }
  try {
    // One whole transaction; references are looked at row by row instead, since each bad one must cost only itself.
    target.pragma('foreign_keys = OFF');
    target
      .transaction(() => {
        for (const table of tablesOf(target)) {
          const result = salvageTable(source, target, table);
          if (result.kept > 0) rows[table] = result.kept;
          if (!result.isWhole) unreadable.push(table);
          lost.push(...result.lost);
        }
        const empty = repairProjects(target);
        rows.project = (rows.project ?? 0) - empty.length;
        lost.push(...empty);
      })
      .immediate();
  } finally {
    target.pragma('foreign_keys = ON');
    source.close();
  }
  return { rows, unreadable, lost };
}

function salvageTable(source: BetterSqlite3.Database, target: BetterSqlite3.Database, table: string) {
  let kept = 0;
  const lost: string[] = [];
  const columns = commonColumns(source, target, table);
  if (columns.length === 0) return { kept, isWhole: false, lost };
  const key = keyOf(target, table);
  const list = columns.map(quoted).join(', ');
  const updates = columns.filter((column) => !key.includes(column)).map((c) => `${quoted(c)} = excluded.${quoted(c)}`);
  const changed = columns
    .filter((column) => !key.includes(column))
    .map((c) => `${quoted(table)}.${quoted(c)} IS NOT excluded.${quoted(c)}`);
  const insert = target.prepare(
    `INSERT INTO ${quoted(table)} (${list}) VALUES (${columns.map(() => '?').join(', ')})
     ON CONFLICT (${key.map(quoted).join(', ')}) DO UPDATE SET ${updates.join(', ')} WHERE ${changed.join(' OR ')}`,
  );
  const parents = parentChecks(target, table);
  let isSound = true;
  const isWhole = readBothWays(source, table, columns, key, (row) => {
    if (!isSane(table, row) || !parents.every((isThere) => isThere(row))) {
      isSound = false;
      if (typeof row.name === 'string' && !row.name.includes('\uFFFD')) lost.push(row.name);
      return;
    }
    try {
      kept += insert.run(columns.map((column) => row[column])).changes;
    } catch {
      // Of a wrong type, or a name that is taken: garbage, or older than what is there.
      isSound = false;
    }
  });
  return { kept, isWhole: isWhole && isSound, lost };
}

/** Forwards as far as it goes, then backwards from the end: a damaged page costs its own rows, not those behind it. */
function readBothWays(
  source: BetterSqlite3.Database,
  table: string,
  columns: readonly string[],
  key: readonly string[],
  take: (row: Row) => void,
): boolean {
  const read = (direction: 'ASC' | 'DESC'): boolean => {
    try {
      const order = key.map((column) => `${quoted(column)} ${direction}`).join(', ');
      const list = columns.map(quoted).join(', ');
      const rows = source.prepare<[], Row>(`SELECT ${list} FROM ${quoted(table)} ORDER BY ${order}`).iterate();
      for (const row of rows) take(row);
      return true;
    } catch (error) {
      if (error instanceof BetterSqlite3.SqliteError) return false;
      throw error;
    }
  };
  if (read('ASC')) return true;
  read('DESC');
  return false;
}

/** Parents before children: a row is kept only where what it points at is there. */
function tablesOf(sqlite: BetterSqlite3.Database): string[] {
  const sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid";
  const names = sqlite.prepare<[], { name: string }>(sql).all();
  const ordered: string[] = [];
  const add = (name: string) => {
    if (ordered.includes(name)) return;
    for (const { table } of referencesOf(sqlite, name)) if (table !== name) add(table);
    ordered.push(name);
  };
  for (const { name } of names) add(name);
  return ordered;
}

interface Reference {
  readonly id: number;
  readonly table: string;
  readonly from: string;
  readonly to: string;
  readonly on_delete: string;
}

const referencesOf = (sqlite: BetterSqlite3.Database, table: string): Reference[] =>
  sqlite.pragma(`foreign_key_list(${quoted(table)})`) as Reference[];

function commonColumns(source: BetterSqlite3.Database, target: BetterSqlite3.Database, table: string): string[] {
  try {
    const there = new Set(hasTable(source, table) ? columnsOf(source, table) : []);
    return columnsOf(target, table).filter((column) => there.has(column));
  } catch {
    return [];
  }
}

const columnsOf = (sqlite: BetterSqlite3.Database, table: string): string[] =>
  (sqlite.pragma(`table_info(${quoted(table)})`) as { name: string }[]).map(({ name }) => name);

const keyOf = (sqlite: BetterSqlite3.Database, table: string): string[] =>
  (sqlite.pragma(`table_info(${quoted(table)})`) as { name: string; pk: number }[])
    .filter(({ pk }) => pk > 0)
    .sort((a, b) => a.pk - b.pk)
    .map(({ name }) => name);

/** Bytes that were overwritten read as signs that no text of ours holds. */
function isSane(table: string, row: Row): boolean {
  const json = jsonColumns.get(table) ?? [];
  return Object.entries(row).every(([column, value]) => {
    if (typeof value !== 'string') return true;
    if (value.includes('\uFFFD') || value.includes('\0')) return false;
    if (!json.includes(column)) return true;
    try {
      JSON.parse(value);
      return true;
    } catch {
      return false;
    }
  });
}

/** Each says whether what a row points at is there. A reference that may be empty is emptied instead. */
function parentChecks(target: BetterSqlite3.Database, table: string): ((row: Row) => boolean)[] {
  const references = referencesOf(target, table);
  const ids = [...new Set(references.map(({ id }) => id))];
  return ids.map((id) => {
    const parts = references.filter((part) => part.id === id);
    const where = parts.map((part) => `${quoted(part.to)} = ?`).join(' AND ');
    const find = target.prepare(`SELECT 1 FROM ${quoted(parts[0]?.table ?? '')} WHERE ${where}`);
    const mayBeEmpty = parts.every((part) => part.on_delete === 'SET NULL');
    return (row) => {
      const values = parts.map((part) => row[part.from]);
      if (values.includes(null) || find.get(values) !== undefined) return true;
      if (mayBeEmpty) for (const part of parts) row[part.from] = null;
      return mayBeEmpty;
    };
  });
}

/** A project shows its newest graph that is there; one without any can't be shown. Returns the names of those. */
function repairProjects(target: BetterSqlite3.Database): string[] {
  target.exec(`
    UPDATE project SET graph_version = (SELECT max(version) FROM graph_version WHERE project_id = project.id)
    WHERE NOT EXISTS (SELECT 1 FROM graph_version WHERE project_id = project.id AND version = project.graph_version)
      AND EXISTS (SELECT 1 FROM graph_version WHERE project_id = project.id);
  `);
  const without = `NOT EXISTS (SELECT 1 FROM graph_version WHERE project_id = project.id)`;
  const names = target.prepare<[], { name: string }>(`SELECT name FROM project WHERE ${without}`).all();
  target.exec(`DELETE FROM project WHERE ${without}`);
  return names.map(({ name }) => name);
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
