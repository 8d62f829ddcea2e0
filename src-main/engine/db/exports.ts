import { desc, eq } from 'drizzle-orm';
import type { ReadHandle, WriteHandle } from './database.ts';
import { exported } from './schema.ts';

export type ExportRow = typeof exported.$inferSelect;

/** A folder holds one export: whatever was remembered of it before is no longer there. */
export function saveExport(tx: WriteHandle, row: ExportRow): void {
  tx.delete(exported).where(eq(exported.folder, row.folder)).run();
  tx.insert(exported).values(row).run();
}

/** Newest first. */
export const listExports = (db: ReadHandle, runId: string): ExportRow[] =>
  db.select().from(exported).where(eq(exported.runId, runId)).orderBy(desc(exported.createdAt)).all();
