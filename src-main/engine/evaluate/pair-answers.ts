import type { PairedCounts } from '#shared/statistics/paired-counts.ts';
import type { StoredPredictions } from './predictions-file.ts';

interface Answer {
  readonly predicted: number;
  readonly confidence: number;
}

/** What both said about one sample; classes are indices. */
export interface PairedAnswer {
  readonly index: number;
  readonly truth: number;
  readonly a: Answer;
  readonly b: Answer;
}

export interface PairedAnswers {
  readonly counts: PairedCounts;
  /** Which only one of them got right, where the two were surest of their different answers first. */
  readonly onlyA: PairedAnswer[];
  readonly onlyB: PairedAnswer[];
}

/** Two models' answers to the same samples, in whatever order each has them. */
export function pairAnswers(a: StoredPredictions, b: StoredPredictions, classes: number): PairedAnswers {
  const positions = new Map([...b.rows].map((index, position) => [index, position]));
  const onlyA: PairedAnswer[] = [];
  const onlyB: PairedAnswer[] = [];
  let bothRight = 0;
  let bothWrong = 0;
  for (const [i, index] of a.rows.entries()) {
    const j = positions.get(index);
    if (j === undefined || a.rows.length !== b.rows.length) {
      throw new RangeError(`answers to ${a.rows.length} and to ${b.rows.length} samples that aren't the same`);
    }
    const truth = a.truth[i] as number;
    const [one, other] = [answerAt(a, i, classes), answerAt(b, j, classes)];
    const [isRight, isOtherRight] = [one.predicted === truth, other.predicted === truth];
    if (isRight && isOtherRight) bothRight += 1;
    else if (!isRight && !isOtherRight) bothWrong += 1;
    else (isRight ? onlyA : onlyB).push({ index, truth, a: one, b: other });
  }
  onlyA.sort(surestFirst);
  onlyB.sort(surestFirst);
  return { counts: { bothRight, onlyA: onlyA.length, onlyB: onlyB.length, bothWrong }, onlyA, onlyB };
}

function answerAt({ predicted, scores }: StoredPredictions, position: number, classes: number): Answer {
  const answer = predicted[position] as number;
  return { predicted: answer, confidence: scores[position * classes + answer] as number };
}

const surestFirst = (left: PairedAnswer, right: PairedAnswer): number =>
  right.a.confidence + right.b.confidence - left.a.confidence - left.b.confidence || left.index - right.index;
