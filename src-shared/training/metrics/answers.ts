import { type MetricBatch, truthAt } from './definition.ts';

/** The strongest class of a row; the first of equals, as in Keras. */
export function strongest({ outputs, width }: MetricBatch, row: number): number {
  let best = 0;
  for (let column = 1; column < width; column += 1) {
    if ((outputs[row * width + column] ?? 0) > (outputs[row * width + best] ?? 0)) best = column;
  }
  return best;
}

/** The class of a row: its number, or where the largest of its target values is. */
export function trueClass(batch: MetricBatch, row: number): number {
  if (batch.classes) return batch.classes[row] ?? -1;
  let best = 0;
  for (let column = 1; column < batch.width; column += 1) {
    if (truthAt(batch, row, column) > truthAt(batch, row, best)) best = column;
  }
  return best;
}

/** Whether a class is among the `k` strongest of a row: fewer than that are stronger, as TensorFlow's `in_top_k` has it. */
export function isAmongTop({ outputs, width }: MetricBatch, row: number, own: number, k: number): boolean {
  const score = outputs[row * width + own];
  if (score === undefined || !Number.isFinite(score)) return false;
  let stronger = 0;
  for (let column = 0; column < width; column += 1) if ((outputs[row * width + column] ?? 0) > score) stronger += 1;
  return stronger < k;
}

/** A share that is counted over rows: `[right, all]`. */
export const shareOf = <Settings>(isRight: (batch: MetricBatch, row: number, settings: Settings) => boolean) => ({
  start: () => [0, 0],
  update: (state: number[], batch: MetricBatch, settings: Settings): void => {
    for (let row = 0; row < batch.rows; row += 1) {
      if (isRight(batch, row, settings)) state[0] = (state[0] ?? 0) + 1;
    }
    state[1] = (state[1] ?? 0) + batch.rows;
  },
  value: ([right = 0, all = 0]: readonly number[]): number | null => (all === 0 ? null : right / all),
});
