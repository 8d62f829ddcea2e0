import { getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { schema } from '../schema.ts';

/** Names of the columns that hold JSON, by table. SQLite itself sees text in them, and checks nothing. */
export const jsonColumns: ReadonlyMap<string, readonly string[]> = new Map(
  Object.values<SQLiteTable>(schema).map((table) => [
    getTableName(table),
    Object.values(getTableColumns(table))
      .filter((column) => column.dataType === 'json')
      .map((column) => column.name),
  ]),
);
