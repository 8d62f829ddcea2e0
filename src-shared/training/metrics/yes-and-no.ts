import { type MetricBatch, truthAt } from './definition.ts';

/** Rightly yes, wrongly yes, wrongly no, rightly no. */
export type YesAndNo = readonly [
  truePositives: number,
  falsePositives: number,
  falseNegatives: number,
  trueNegatives: number,
];

interface Settings {
  readonly threshold: number;
  readonly class_id: number | null;
}

/** Counts each value by itself against a threshold; of one class alone, or of all together. */
export const countYesAndNo = (value: (counts: YesAndNo) => number | null) => ({
  start: () => [0, 0, 0, 0],
  update: (state: number[], batch: MetricBatch, { threshold, class_id: only }: Settings): void => {
    const columns = only === null ? Array.from({ length: batch.width }, (_, column) => column) : [only];
    for (let row = 0; row < batch.rows; row += 1) {
      for (const column of columns) {
        const isYes = (batch.outputs[row * batch.width + column] ?? Number.NaN) > threshold;
        const isTrue = truthAt(batch, row, column) !== 0;
        const place = isTrue ? (isYes ? 0 : 2) : isYes ? 1 : 3;
        state[place] = (state[place] ?? 0) + 1;
      }
    }
  },
  value: ([tp = 0, fp = 0, fn = 0, tn = 0]: readonly number[]): number | null => value([tp, fp, fn, tn]),
});

/** Null where nothing was counted: there is no such share. */
export const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
