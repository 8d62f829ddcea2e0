import type { Evaluation } from '#shared/contract/requests/results.ts';

/** Errors below this share of a row are not worth opening first. */
const WORTH_OPENING = 0.15;

export interface Cell {
  readonly truth: string;
  readonly predicted: string;
}

export interface ConfusionCell extends Cell {
  readonly count: number;
  /** Of the pictures that truly are of this class; null where there are none. */
  readonly rate: number | null;
  readonly tone: 'right' | 'error' | 'neutral';
}

export function confusionRows({ labels, matrix }: Evaluation['confusion']): ConfusionCell[][] {
  return labels.map((truth, row) => {
    const counts = matrix[row] ?? [];
    const total = counts.reduce((sum, count) => sum + count, 0);
    return labels.map((predicted, column): ConfusionCell => {
      const count = counts[column] ?? 0;
      const rate = total > 0 ? count / total : null;
      const isRight = row === column;
      const tone = isRight ? 'right' : rate !== null && rate >= WORTH_OPENING ? 'error' : 'neutral';
      return { truth, predicted, count, rate, tone };
    });
  });
}

/** The mistake made most often: what a person should look at first. Null where there is none. */
export function worstMistake(rows: readonly (readonly ConfusionCell[])[]): Cell | null {
  let worst: ConfusionCell | null = null;
  for (const cell of rows.flat()) {
    if (cell.truth !== cell.predicted && cell.count > (worst?.count ?? 0)) worst = cell;
  }
  return worst;
}

/** The mistakes by how often they are made, for J and K. */
export const mistakes = (rows: readonly (readonly ConfusionCell[])[]): ConfusionCell[] =>
  rows
    .flat()
    .filter((cell) => cell.truth !== cell.predicted && cell.count > 0)
    .sort((a, b) => b.count - a.count);

/** How dark a right cell is drawn; the two darkest steps of the sequential scale would swallow the number. */
export const shade = (rate: number | null): number => (rate === null ? 0 : Math.min(3, Math.ceil(rate * 3)));
