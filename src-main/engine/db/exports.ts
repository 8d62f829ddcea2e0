import { and, desc, eq } from 'drizzle-orm';
import type { ReadHandle, WriteHandle } from './database.ts';
import { exported } from './schema.ts';

export type ExportRow = typeof exported.$inferSelect;

/** A folder holds one export: whatever was remembered of it before is no longer there. */
export function saveExport(tx: WriteHandle, row: ExportRow): void {
  tx.delete(exported).where(eq(exported.folder, row.folder)).run();
  tx.insert(exported).values(row).run();
}

/** Whether a folder's certificate is that of an export that was finished and told. */
export function isRemembered(db: ReadHandle, found: { folder: string; run: string; checkedAt: string }): boolean {
  const row = db
    .select({ certificate: exported.certificate })
    .from(exported)
    .where(and(eq(exported.folder, found.folder), eq(exported.runId, found.run)))
    .get();
  return row?.certificate.checkedAt === found.checkedAt;
}

/** Newest first. */
export const listExports = (db: ReadHandle, runId: string): ExportRow[] =>
  db.select().from(exported).where(eq(exported.runId, runId)).orderBy(desc(exported.createdAt)).all();
