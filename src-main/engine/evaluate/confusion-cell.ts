import type { z } from 'zod';
import type { predictedSample } from '#shared/contract/requests/results.ts';
import type { SplitName } from '#shared/data/types.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { EngineContext } from '../context.ts';
import { samplesAt } from '../db/samples.ts';
import { evaluateRun } from './evaluate-run.ts';

/** SQLite allows 32,766 values a statement. */
const ROWS_A_QUERY = 10_000;

export interface CellRequest {
  readonly run: string;
  readonly split: SplitName;
  readonly truth: string;
  readonly predicted: string;
}

/** The samples of one class that were taken for another (or rightly for itself), most confident first. */
export async function samplesOfCell(
  context: EngineContext,
  { run: reference, split, truth, predicted }: CellRequest,
): Promise<{ version: string; samples: z.infer<typeof predictedSample>[] }> {
  const { version, evaluation, predictions } = await evaluateRun(context, reference, split);
  const { labels } = evaluation.confusion;
  const indexOf = (label: string): number => {
    const index = labels.indexOf(label);
    if (index >= 0) return index;
    throw new AppError('NOT_FOUND', `There is no class "${label}" in this run.`, { label });
  };
  const [row, column] = [indexOf(truth), indexOf(predicted)];
  const found: { index: number; confidence: number; scores: number[] }[] = [];
  for (const [i, index] of predictions.rows.entries()) {
    if (predictions.truth[i] !== row || predictions.predicted[i] !== column) continue;
    const scores = Array.from(predictions.scores.subarray(i * labels.length, (i + 1) * labels.length));
    found.push({ index, confidence: scores[column] as number, scores });
  }
  found.sort((a, b) => b.confidence - a.confidence || a.index - b.index);
  const paths = new Map<number, string>();
  for (let start = 0; start < found.length; start += ROWS_A_QUERY) {
    const indices = found.slice(start, start + ROWS_A_QUERY).map(({ index }) => index);
    for (const { idx, path } of samplesAt(context.db.read, version, indices)) paths.set(idx, path);
  }
  const samples = found.map(({ index, confidence, scores }) => ({
    index,
    path: paths.get(index) ?? '',
    truth,
    predicted,
    confidence,
    scores,
  }));
  return { version, samples };
}
