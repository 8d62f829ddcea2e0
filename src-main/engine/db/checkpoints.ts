import { and, eq } from 'drizzle-orm';
import type { ReadHandle, WriteHandle } from './database.ts';
import { checkpoint } from './schema.ts';

export type CheckpointRow = typeof checkpoint.$inferSelect;

export function saveCheckpoint(tx: WriteHandle, row: CheckpointRow): void {
  const { runId: _run, kind: _kind, ...set } = row;
  tx.insert(checkpoint)
    .values(row)
    .onConflictDoUpdate({ target: [checkpoint.runId, checkpoint.kind], set })
    .run();
}

export function deleteCheckpoint(tx: WriteHandle, runId: string, kind: CheckpointRow['kind']): void {
  tx.delete(checkpoint)
    .where(and(eq(checkpoint.runId, runId), eq(checkpoint.kind, kind)))
    .run();
}

export const listCheckpoints = (db: ReadHandle, runId: string): CheckpointRow[] =>
  db.select().from(checkpoint).where(eq(checkpoint.runId, runId)).all();
