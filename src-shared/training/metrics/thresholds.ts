import { z } from 'zod';
import { type MetricBatch, truthAt } from './definition.ts';
import { classId } from './settings.ts';
import type { YesAndNo } from './yes-and-no.ts';

/** Settings of metrics that look for the best of many thresholds. */
export const thresholdSettings = {
  num_thresholds: z.int().min(1).max(10_000).default(200).meta({
    title: 'Thresholds',
    description: 'How many thresholds are tried, spread evenly from 0 to 1.',
  }),
  class_id: classId,
};

export const demanded = (title: string, description: string) =>
  z.number().min(0).max(1).default(0.8).meta({ title, description });

interface Settings {
  readonly num_thresholds: number;
  readonly class_id: number | null;
}

type Share = (counts: YesAndNo) => number;
const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** What is told of yes and no at one threshold; 0 where there is nothing to take a share of, as in Keras. */
export const shares = {
  precision: ([tp, fp]) => share(tp, tp + fp),
  recall: ([tp, , fn]) => share(tp, tp + fn),
  specificity: ([, fp, , tn]) => share(tn, tn + fp),
} satisfies Record<string, Share>;

interface Search<Own> {
  readonly best: Share;
  /** What has to be at least as large as `limit`. */
  readonly where: Share;
  readonly limit: (settings: Own) => number;
  /** Whether it is undefined where nothing is no; where nothing is yes it always is. */
  readonly needsNo: boolean;
}

/** The largest share at any threshold that keeps another share above a limit; 0 where none does. */
export const bestAtThresholds = <Own extends Settings>({ best, where, limit, needsNo }: Search<Own>) => ({
  /** How many values lie below all thresholds, and above each one but not the next: those that are yes, then no. */
  start: (): number[] => [],
  update: (state: number[], batch: MetricBatch, { num_thresholds: count, class_id: only }: Own): void => {
    while (state.length < 2 * (count + 1)) state.push(0);
    const columns = only === null ? Array.from({ length: batch.width }, (_, column) => column) : [only];
    for (let row = 0; row < batch.rows; row += 1) {
      for (const column of columns) {
        const passed = thresholdsBelow(batch.outputs[row * batch.width + column] ?? Number.NaN, count);
        const place = (truthAt(batch, row, column) === 0 ? count + 1 : 0) + passed;
        state[place] = (state[place] ?? 0) + 1;
      }
    }
  },
  value: (state: readonly number[], settings: Own): number | null => {
    const count = settings.num_thresholds;
    const [tp, fp] = [fromAbove(state.slice(0, count + 1)), fromAbove(state.slice(count + 1))];
    const [yes = 0, no = 0] = [tp[0], fp[0]];
    if (yes === 0 || (needsNo && no === 0)) return null;
    // float32 on both sides, as in Keras: 0.8 is reached by 4 of 5.
    const least = Math.fround(limit(settings));
    let found = 0;
    for (let index = 1; index <= count; index += 1) {
      const [truly = 0, falsely = 0] = [tp[index], fp[index]];
      const counts: YesAndNo = [truly, falsely, yes - truly, no - falsely];
      if (Math.fround(where(counts)) >= least) found = Math.max(found, best(counts));
    }
    return found;
  },
});

/** How many of the thresholds from 0 to 1 a value lies above; a single one is 0.5. float32, as Keras rounds. */
function thresholdsBelow(value: number, count: number): number {
  const bounded = Math.min(1, Math.max(0, value));
  if (count === 1) return Number(bounded > 0.5);
  return Number.isNaN(bounded) ? 0 : Math.ceil(Math.fround(Math.fround(bounded) * (count - 1)));
}

/** What lies in a bucket or a later one. */
export function fromAbove(buckets: readonly number[]): number[] {
  let sum = 0;
  return buckets
    .toReversed()
    .map((count) => (sum += count))
    .reverse();
}
