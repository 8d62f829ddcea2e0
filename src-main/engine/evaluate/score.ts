import type { Evaluation } from '#shared/contract/requests/results.ts';

export interface Scores {
  readonly accuracy: number;
  readonly accuracyInterval: Evaluation['accuracyInterval'];
  readonly matrix: number[][];
  readonly perClass: Evaluation['perClass'];
}

/** Everything that counting truths against predictions tells. */
export function score(truth: Int32Array, predicted: Int32Array, labels: readonly string[]): Scores {
  const matrix = labels.map(() => labels.map(() => 0));
  for (const [i, row] of truth.entries()) {
    const cells = matrix[row] as number[];
    const column = predicted[i] as number;
    cells[column] = (cells[column] ?? 0) + 1;
  }
  const correct = matrix.reduce((sum, cells, i) => sum + (cells[i] ?? 0), 0);
  return {
    accuracy: correct / truth.length,
    accuracyInterval: wilson(correct, truth.length),
    matrix,
    perClass: labels.map((label, i) => classRow(label, i, matrix)),
  };
}

function classRow(label: string, i: number, matrix: readonly number[][]): Evaluation['perClass'][number] {
  const hits = matrix[i]?.[i] ?? 0;
  const support = matrix[i]?.reduce((sum, count) => sum + count, 0) ?? 0;
  const predicted = matrix.reduce((sum, cells) => sum + (cells[i] ?? 0), 0);
  const precision = predicted === 0 ? null : hits / predicted;
  const recall = support === 0 ? null : hits / support;
  const f1 = support + predicted === 0 ? null : (2 * hits) / (support + predicted);
  return { label, support, predicted, precision, recall, f1 };
}

/** Wilson's 95 % interval of a share: right for few samples and for shares near 0 and 1, where the normal one is not. */
function wilson(hits: number, count: number): Evaluation['accuracyInterval'] {
  if (count === 0) return null;
  const z = 1.959964;
  const share = hits / count;
  const middle = share + (z * z) / (2 * count);
  const spread = z * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  const scale = 1 + (z * z) / count;
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) };
}
