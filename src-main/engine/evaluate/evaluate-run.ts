import { readFile } from 'node:fs/promises';
import type { Evaluation } from '#shared/contract/requests/results.ts';
import type { PackedTarget } from '#shared/contract/trainer.ts';
import type { SplitName } from '#shared/data/types.ts';
import { confusionMatrix } from '#shared/statistics/classes/confusion-matrix.ts';
import { perClass } from '#shared/statistics/classes/per-class.ts';
import { topClasses } from '#shared/statistics/classes/top-class.ts';
import { wilsonInterval } from '#shared/statistics/classes/wilson-interval.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { EngineContext } from '../context.ts';
import { findEvaluation, saveEvaluation } from '../db/evaluations.ts';
import { getRun, type NamedRun } from '../db/runs.ts';
import { judgedOn } from '../runs/trained-on.ts';
import { type ChosenModel, chooseModel } from './choose-model.ts';
import { classScores } from './class-labels.ts';
import { packForGraph } from './pack-for-graph.ts';
import { predictionsFile, readPredictions, type StoredPredictions, writePredictions } from './predictions-file.ts';

export interface EvaluatedRun {
  /** The dataset version that was asked about. */
  readonly version: string;
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
  // What a model from a file is judged on can be another dataset each time.
  if (row?.checkpoint !== chosen.kind || row.step !== chosen.step || run.datasetVersionId === null) return null;
  const file = predictionsFile(context.home, run.id, split, chosen.step);
  const { labels } = row.result.confusion;
  const predictions = await readPredictions(file, labels.length === 0 ? 0 : row.result.samples, labels.length);
  return predictions && { version: run.datasetVersionId, evaluation: row.result, predictions };
}

async function compute(
  context: EngineContext,
  { run }: NamedRun,
  split: SplitName,
  chosen: ChosenModel,
  file: string,
): Promise<EvaluatedRun> {
  const version = judgedOn(context, run);
  const data = await packForGraph(context, version, run.graph);
  const rows = data.splits[split];
  if (rows.length === 0) {
    throw new AppError('DATA_INVALID', `The ${split} split of this dataset has no samples to evaluate on.`, { split });
  }
  const trainer = await context.startTrainer({ device: run.config.device });
  try {
    const answer = await trainer.client.evaluate({ model: chosen.model, data, rows });
    const outputs = new Float32Array(await answer.outputs.arrayBuffer());
    const target = data.targets.find(({ node }) => node === answer.output);
    const predictions = await readOff(target ?? null, rows, outputs);
    const evaluation: Evaluation = {
      run: run.id,
      split,
      samples: rows.length,
      checkpoint: chosen.kind,
      metrics: answer.metrics,
      engine: answer.engine,
      engineReason: answer.reason,
      ...classReport(target?.classes ?? [], predictions),
    };
    await writePredictions(file, predictions);
    const createdAt = new Date().toISOString();
    const { kind: checkpoint, step } = chosen;
    context.db.write((tx) =>
      saveEvaluation(tx, { runId: run.id, split, checkpoint, step, result: evaluation, createdAt }),
    );
    return { version, evaluation, predictions };
  } finally {
    await trainer.stop();
  }
}

/** How well each class is recognised; empty where the network tells no classes apart. */
function classReport(
  classes: readonly string[],
  predictions: StoredPredictions,
): Pick<Evaluation, 'accuracyInterval' | 'confusion' | 'perClass'> {
  if (classes.length === 0) return { accuracyInterval: null, confusion: { labels: [], matrix: [] }, perClass: [] };
  const matrix = confusionMatrix([...predictions.truth], [...predictions.predicted], classes.length);
  const right = matrix.reduce((sum, counts, i) => sum + (counts[i] ?? 0), 0);
  return {
    accuracyInterval: wilsonInterval(right, predictions.rows.length),
    confusion: { labels: [...classes], matrix },
    perClass: perClass(matrix).map((each, i) => ({ label: classes[i] as string, ...each })),
  };
}

const none = new Int32Array(0);

/** The most probable class of each row, and what it truly is; nothing where there are no classes. */
async function readOff(
  target: PackedTarget | null,
  rows: readonly number[],
  outputs: Float32Array,
): Promise<StoredPredictions> {
  if (!target?.classes) return { rows: none, truth: none, predicted: none, scores: new Float32Array(0) };
  const classes = target.classes.length;
  const scores = classScores(outputs, classes, rows.length);
  if (scores.length !== rows.length * classes) {
    throw new AppError(
      'NOT_SUPPORTED',
      `Only a network that gives a value for each class can be evaluated by class: expected ${classes} values a ` +
        `sample, found ${scores.length / rows.length}.`,
    );
  }
  const labels = await readFile(target.file);
  return {
    rows: Int32Array.from(rows),
    truth: Int32Array.from(rows, (row) => labels.readInt32LE(row * 4)),
    predicted: Int32Array.from(topClasses(scores, classes)),
    scores,
  };
}
