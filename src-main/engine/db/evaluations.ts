import { and, eq } from 'drizzle-orm';
import type { SplitName } from '#shared/data/types.ts';
import type { ReadHandle, WriteHandle } from './database.ts';
import { evaluation } from './schema.ts';

export type EvaluationRow = typeof evaluation.$inferSelect;

export function saveEvaluation(tx: WriteHandle, row: EvaluationRow): void {
  const { runId: _run, split: _split, ...set } = row;
  tx.insert(evaluation)
    .values(row)
    .onConflictDoUpdate({ target: [evaluation.runId, evaluation.split], set })
    .run();
}

export const findEvaluation = (db: ReadHandle, runId: string, split: SplitName): EvaluationRow | undefined =>
  db
    .select()
    .from(evaluation)
    .where(and(eq(evaluation.runId, runId), eq(evaluation.split, split)))
    .get();

/** Of all runs, without their results: which weights each was computed from. */
export const listEvaluations = (db: ReadHandle): Pick<EvaluationRow, 'runId' | 'split' | 'step'>[] =>
  db.select({ runId: evaluation.runId, split: evaluation.split, step: evaluation.step }).from(evaluation).all();
