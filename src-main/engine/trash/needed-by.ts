import type { ReadHandle } from '../db/database.ts';
import { type DatasetRun, runsOnDataset } from '../db/trash.ts';

/** Why a dataset can't be deleted for good. */
export interface Need {
  /** `run 1 and run 2 of "Pets" were trained on it`. */
  readonly why: string;
  /** `Pets/1` each. */
  readonly runs: string[];
}

/** With `living` runs in the trash don't count: emptying deletes them first. Null where nothing is in the way. */
export function neededBy(db: ReadHandle, dataset: string, which: 'living' | 'all'): Need | null {
  const all = runsOnDataset(db, dataset);
  const runs = which === 'all' ? all : all.filter(({ isTrashed }) => !isTrashed);
  if (runs.length === 0) return null;
  const byProject = new Map<string, DatasetRun[]>();
  for (const run of runs) byProject.set(run.project.id, [...(byProject.get(run.project.id) ?? []), run]);
  const parts = [...byProject.values()].map((group) => wordsOf(group));
  const isOne = runs.length === 1;
  return {
    why: `${joined(parts)} ${isOne ? 'was' : 'were'} trained on it`,
    runs: runs.map(({ project, number }) => `${project.name}/${number}`),
  };
}

function wordsOf(runs: readonly DatasetRun[]): string {
  const [first] = runs;
  const numbers = runs.map(({ number }) => number);
  const shown = numbers.length > 4 ? `${numbers.length} runs` : `run ${joined(numbers.map(String))}`;
  const place = runs.every(({ isTrashed }) => isTrashed) ? ' (in the trash)' : '';
  return `${shown} of "${first?.project.name}"${place}`;
}

const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
