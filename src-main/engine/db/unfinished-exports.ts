import { eq } from 'drizzle-orm';
import type { ReadHandle, WriteHandle } from './database.ts';
import { unfinishedExport } from './schema.ts';

export type UnfinishedExport = typeof unfinishedExport.$inferSelect;

export function noteUnfinished(tx: WriteHandle, row: UnfinishedExport): void {
  tx.insert(unfinishedExport).values(row).run();
}

export function forgetUnfinished(tx: WriteHandle, id: string): void {
  tx.delete(unfinishedExport).where(eq(unfinishedExport.id, id)).run();
}

export const listUnfinished = (db: ReadHandle): UnfinishedExport[] => db.select().from(unfinishedExport).all();
