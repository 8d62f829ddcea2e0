import { betterWhen, type Monitored, monitored } from './monitored.ts';
import type { MetricValues } from './run.ts';

/** What a run is judged by: the metric that its best epoch was chosen by, there, and which way is better. */
export interface Judged extends Monitored {
  readonly better: 'higher' | 'lower';
}

interface JudgedRun {
  readonly metrics: MetricValues;
  readonly config: { readonly best: string };
}

/** Null while no epoch has ended, and for a model that was opened from a file. */
export function judgedBy({ metrics, config }: JudgedRun): Judged | null {
  const found = monitored(metrics, config.best);
  return found && { ...found, better: betterWhen(found.name) };
}

/**
 * Runs that can be compared, the best first: those judged by what the first judged one goes by, since an accuracy and an
 * error are no rivals; the others follow as they came.
 */
export function bestFirst<Run extends JudgedRun>(runs: readonly Run[]): Run[] {
  const judged = runs.map((run) => ({ run, by: judgedBy(run) }));
  const name = judged.find(({ by }) => by !== null)?.by?.name;
  const score = ({ by }: (typeof judged)[number]) =>
    by === null || by.name !== name ? Number.NEGATIVE_INFINITY : by.better === 'higher' ? by.value : -by.value;
  return judged.toSorted((a, b) => compare(score(b), score(a))).map(({ run }) => run);
}

/** A difference of two infinities is no number. */
const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
