import { and, asc, count, desc, eq, gte, sql } from 'drizzle-orm';
import type { ReadHandle, WriteHandle } from './database.ts';
import { unfinishedImport, unfinishedImportFile } from './schema.ts';

export type UnfinishedImportRow = typeof unfinishedImport.$inferSelect;
export type UnfinishedFileRow = typeof unfinishedImportFile.$inferSelect;

/** Newest first, each with how many files were read. */
export const listUnfinished = (db: ReadHandle): { readonly row: UnfinishedImportRow; readonly done: number }[] =>
  db
    .select({ row: unfinishedImport, done: count(unfinishedImportFile.idx) })
    .from(unfinishedImport)
    .leftJoin(unfinishedImportFile, eq(unfinishedImportFile.importId, unfinishedImport.id))
    .groupBy(unfinishedImport.id)
    .orderBy(desc(unfinishedImport.startedAt))
    .all();

export const findUnfinished = (db: ReadHandle, id: string): UnfinishedImportRow | undefined =>
  db.select().from(unfinishedImport).where(eq(unfinishedImport.id, id)).get();

/** In the order of the paths, as far as the import came. */
export const listUnfinishedFiles = (db: ReadHandle, importId: string): UnfinishedFileRow[] =>
  db
    .select()
    .from(unfinishedImportFile)
    .where(eq(unfinishedImportFile.importId, importId))
    .orderBy(asc(unfinishedImportFile.idx))
    .all();

/** A new import, or one taken up: its request may be another. */
export function saveUnfinished(tx: WriteHandle, row: UnfinishedImportRow): void {
  const { id: _id, ...set } = row;
  tx.insert(unfinishedImport).values(row).onConflictDoUpdate({ target: unfinishedImport.id, set }).run();
}

/** One prepared statement for all rows: hundreds come at once. */
export function insertUnfinishedFiles(tx: WriteHandle, rows: readonly UnfinishedFileRow[]): void {
  const statement = tx
    .insert(unfinishedImportFile)
    .values({
      importId: sql.placeholder('importId'),
      idx: sql.placeholder('idx'),
      path: sql.placeholder('path'),
      fingerprint: sql.placeholder('fingerprint'),
      picture: sql.placeholder('picture'),
      problems: sql.placeholder('problems'),
      thumbnailBytes: sql.placeholder('thumbnailBytes'),
    })
    .prepare();
  for (const row of rows) statement.run({ ...row });
}

/** What no longer holds: those files are read again. */
export function deleteUnfinishedFrom(tx: WriteHandle, importId: string, idx: number): void {
  tx.delete(unfinishedImportFile)
    .where(and(eq(unfinishedImportFile.importId, importId), gte(unfinishedImportFile.idx, idx)))
    .run();
}

/** With its files. */
export function deleteUnfinished(tx: WriteHandle, id: string): void {
  tx.delete(unfinishedImport).where(eq(unfinishedImport.id, id)).run();
}
