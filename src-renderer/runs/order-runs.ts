import type { RunSummary } from '#shared/contract/requests/runs.ts';
import { judgedBy } from '#shared/training/judged-by.ts';
import { settingsOf } from './settings.ts';

/** What the table can be ordered by: its own columns, or a setting by its name. */
export type SortKey = 'Run' | 'State' | 'Best' | 'Parameters' | 'Time' | 'When' | (string & {});

export interface SortOrder {
  readonly key: SortKey;
  readonly descending: boolean;
}

export const newestFirst: SortOrder = { key: 'Run', descending: true };

const figures: Readonly<Record<string, (run: RunSummary) => number | null>> = {
  Run: (run) => run.number,
  // Descending is the best first, whichever way is better.
  Best: (run) => {
    const judged = judgedBy(run);
    return judged && (judged.better === 'higher' ? judged.value : -judged.value);
  },
  Parameters: (run) => run.parameters,
  Time: (run) => run.seconds,
  When: (run) => Date.parse(run.createdAt),
  Epochs: (run) => run.config.epochs,
  Batch: (run) => run.config.batchSize,
  Rate: (run) => run.config.optimizer.learningRate,
  Seed: (run) => run.config.seed,
};

const sortValue = (run: RunSummary, key: SortKey): number | string | null => {
  const figure = figures[key];
  if (figure) return figure(run);
  return key === 'State' ? run.state : (settingsOf(run).get(key) ?? null);
};

/** Runs that have every typed word in their number, state or settings; in the order asked for, without a value last. */
export function orderRuns(runs: readonly RunSummary[], typed: string, order: SortOrder): RunSummary[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = words.length === 0 ? [...runs] : runs.filter((run) => hasWords(run, words));
  const keyed = found.map((run) => ({ run, value: sortValue(run, order.key), metric: judgedBy(run)?.name ?? '' }));
  const sign = order.descending ? -1 : 1;
  keyed.sort((a, b) => {
    if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
    // Runs of one metric stay together: an accuracy and an error are no rivals.
    if (order.key === 'Best' && a.metric !== b.metric) return a.metric < b.metric ? -1 : 1;
    const by = a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
    return by === 0 ? b.run.number - a.run.number : sign * by;
  });
  return keyed.map(({ run }) => run);
}

function hasWords(run: RunSummary, words: readonly string[]): boolean {
  const settings = [...settingsOf(run)].map(([name, value]) => `${name} ${value}`);
  const text = [`run ${run.number}`, run.state, ...settings].join('\n').toLowerCase();
  return words.every((word) => text.includes(word));
}
