import type { PairedPicture, RunComparison } from '#shared/contract/requests/results.ts';
import type { SplitName } from '#shared/data/types.ts';
import { mcnemarMidP } from '#shared/statistics/mcnemar.ts';
import { pairedDifferenceInterval } from '#shared/statistics/paired-difference-interval.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { EngineContext } from '../context.ts';
import { getRun, type NamedRun } from '../db/runs.ts';
import { samplesAt } from '../db/samples.ts';
import { type EvaluatedRun, evaluateRun } from './evaluate-run.ts';
import { pairAnswers } from './pair-answers.ts';

const MOST_PICTURES = 24;

export interface CompareRequest {
  readonly a: string;
  readonly b: string;
  readonly split: SplitName;
}

/** Two runs' answers to the very same samples, one beside the other. */
export async function compareRuns(context: EngineContext, request: CompareRequest): Promise<RunComparison> {
  const { split } = request;
  const [a, b] = [getRun(context.db.read, request.a), getRun(context.db.read, request.b)];
  assertComparable(a, b);
  // One after the other: each evaluation holds TensorFlow and a model in memory.
  const left = await evaluateRun(context, a.run.id, split);
  const right = await evaluateRun(context, b.run.id, split);
  assertSameClasses(left, right);
  const { counts, onlyA, onlyB } = pairAnswers(left.predictions, right.predictions, labelsOf(left).length);
  const interval = pairedDifferenceInterval(counts);
  const samples = left.predictions.rows.length;
  if (!interval) throw new AppError('DATA_INVALID', `The ${split} split of this dataset has no samples.`, { split });
  const { version } = left;
  const shown = [onlyA.slice(0, MOST_PICTURES), onlyB.slice(0, MOST_PICTURES)] as const;
  const indices = shown.flat().map(({ index }) => index);
  const paths = new Map(samplesAt(context.db.read, version, indices).map(({ idx, path }) => [idx, path]));
  const label = (index: number) => labelsOf(left)[index] ?? '';
  const picture = ({ index, truth, a: one, b: other }: (typeof onlyA)[number]): PairedPicture => ({
    index,
    path: paths.get(index) ?? '',
    truth: label(truth),
    a: { predicted: label(one.predicted), confidence: one.confidence },
    b: { predicted: label(other.predicted), confidence: other.confidence },
  });
  return {
    a: a.run.id,
    b: b.run.id,
    split,
    version,
    samples,
    ...counts,
    difference: (counts.onlyA - counts.onlyB) / samples,
    interval,
    p: mcnemarMidP(counts.onlyA, counts.onlyB),
    onlyAPictures: shown[0].map(picture),
    onlyBPictures: shown[1].map(picture),
  };
}

const labelsOf = ({ evaluation }: EvaluatedRun): readonly string[] => evaluation.confusion.labels;

const nameOf = ({ projectName, run }: NamedRun) => `${projectName}/${run.number}`;

function assertComparable(a: NamedRun, b: NamedRun): void {
  if (a.run.id === b.run.id) {
    throw new AppError('BAD_INPUT', `Both are run ${nameOf(a)}: name two different runs to compare.`, {
      run: a.run.id,
    });
  }
  if (a.run.datasetVersionId === b.run.datasetVersionId) return;
  const data = ({ datasetName, versionNumber }: NamedRun) =>
    datasetName === null ? 'no data of ours' : `${datasetName}, version ${versionNumber}`;
  throw new AppError(
    'CONFLICT',
    `Run ${nameOf(a)} was made with ${data(a)}, run ${nameOf(b)} with ${data(b)}: they were judged on different ` +
      'pictures, so their answers can’t be set against each other. Train one of them anew on the data of the other.',
    { a: a.run.datasetVersionId, b: b.run.datasetVersionId },
  );
}

/** A dataset may have several columns of classes: two runs may have learned different ones. */
function assertSameClasses(left: EvaluatedRun, right: EvaluatedRun): void {
  const [a, b] = [labelsOf(left), labelsOf(right)];
  if (a.length === b.length && a.every((label, i) => label === b[i])) return;
  throw new AppError('CONFLICT', 'The two runs tell different classes apart, so their answers can’t be compared.', {
    a: a.slice(0, 20),
    b: b.slice(0, 20),
  });
}
