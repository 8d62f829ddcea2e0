import { readFile } from 'node:fs/promises';
import type { Evaluation } from '#shared/contract/requests/results.ts';
import type { PackedData } from '#shared/contract/trainer.ts';
import type { SplitName } from '#shared/data/types.ts';
import { accuracy } from '#shared/training/metrics/accuracy.ts';
import { confusionMatrix } from '#shared/training/metrics/confusion_matrix.ts';
import { perClass } from '#shared/training/metrics/per_class.ts';
import { topClasses } from '#shared/training/metrics/top_class.ts';
import { wilsonInterval } from '#shared/training/metrics/wilson_interval.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { EngineContext } from '../context.ts';
import { findEvaluation, saveEvaluation } from '../db/evaluations.ts';
import { getRun, type NamedRun } from '../db/runs.ts';
import { type ChosenModel, chooseModel } from './choose-model.ts';
import { packForGraph } from './pack-for-graph.ts';
import { predictionsFile, readPredictions, type StoredPredictions, writePredictions } from './predictions-file.ts';

export interface EvaluatedRun {
  readonly evaluation: Evaluation;
  readonly predictions: StoredPredictions;
}

/** Two windows that ask for the same share the work. */
const going = new Map<string, Promise<EvaluatedRun>>();

/** How good a run's best weights are on a split; computed once for these weights, then known. */
export async function evaluateRun(context: EngineContext, reference: string, split: SplitName): Promise<EvaluatedRun> {
  const named = getRun(context.db.read, reference);
  const chosen = chooseModel(context, named.run);
  const file = predictionsFile(context.home, named.run.id, split, chosen.step);
  const known = await findKnown(context, named, split, chosen);
  if (known) return known;
  const pending = going.get(file) ?? compute(context, named, split, chosen, file).finally(() => going.delete(file));
  going.set(file, pending);
  return pending;
}

async function findKnown(
  context: EngineContext,
  { run }: NamedRun,
  split: SplitName,
  chosen: ChosenModel,
): Promise<EvaluatedRun | null> {
  const row = findEvaluation(context.db.read, run.id, split);
  if (row?.checkpoint !== chosen.kind || row.step !== chosen.step) return null;
  const file = predictionsFile(context.home, run.id, split, chosen.step);
  const predictions = await readPredictions(file, row.result.samples, row.result.confusion.labels.length);
  return predictions && { evaluation: row.result, predictions };
}

async function compute(
  context: EngineContext,
  { run }: NamedRun,
  split: SplitName,
  chosen: ChosenModel,
  file: string,
): Promise<EvaluatedRun> {
  const data = await packForGraph(context, run.datasetVersionId, run.graph);
  const rows = data.splits[split];
  if (rows.length === 0) {
    throw new AppError('DATA_INVALID', `The ${split} split of this dataset has no samples to evaluate on.`, { split });
  }
  const trainer = await context.startTrainer();
  try {
    const answer = await trainer.client.evaluate({ model: chosen.model, data, rows });
    const outputs = new Float32Array(await answer.outputs.arrayBuffer());
    const predictions = await readOff(data, rows, outputs);
    const { classes } = data;
    const matrix = confusionMatrix([...predictions.truth], [...predictions.predicted], classes.length);
    const right = matrix.reduce((sum, counts, i) => sum + (counts[i] ?? 0), 0);
    const scores = perClass(matrix);
    const evaluation: Evaluation = {
      run: run.id,
      split,
      samples: rows.length,
      checkpoint: chosen.kind,
      metrics: { loss: answer.loss, accuracy: accuracy(matrix) },
      accuracyInterval: wilsonInterval(right, rows.length),
      confusion: { labels: classes, matrix },
      perClass: scores.map((each, i) => ({ label: classes[i] as string, ...each })),
    };
    await writePredictions(file, predictions);
    const createdAt = new Date().toISOString();
    const { kind: checkpoint, step } = chosen;
    context.db.write((tx) =>
      saveEvaluation(tx, { runId: run.id, split, checkpoint, step, result: evaluation, createdAt }),
    );
    return { evaluation, predictions };
  } finally {
    await trainer.stop();
  }
}

/** The most probable class of each row, and what it truly is. */
async function readOff(data: PackedData, rows: readonly number[], outputs: Float32Array): Promise<StoredPredictions> {
  const classes = data.classes.length;
  if (outputs.length !== rows.length * classes) {
    throw new AppError(
      'NOT_SUPPORTED',
      `Only a network that tells classes apart can be evaluated yet: expected ${classes} outputs a sample, found ` +
        `${outputs.length / rows.length}.`,
    );
  }
  const labels = await readFile(data.labels);
  return {
    rows: Int32Array.from(rows),
    truth: Int32Array.from(rows, (row) => labels.readInt32LE(row * 4)),
    predicted: Int32Array.from(topClasses(outputs, classes)),
    scores: outputs,
  };
}
