import type { TrashEntry } from '#shared/contract/requests/trash.ts';
import type { DatasetsContext } from '../datasets/datasets-context.ts';
import { countRunsWithin, runIdsOf, trashedDatasets, trashedProjects, trashedRuns } from '../db/trash.ts';
import { trashedRunTitle } from './find-trashed.ts';
import { neededBy } from './needed-by.ts';
import { bytesOf, filesOfDataset, filesOfRun } from './owned-files.ts';

/** What is in the trash, newest first, and what deleting each, or all, frees. */
export async function listTrash(context: DatasetsContext): Promise<{ entries: TrashEntry[]; bytes: number }> {
  const db = context.db.read;
  const entries: TrashEntry[] = [];
  let bytes = 0;
  const add = (entry: Omit<TrashEntry, 'project' | 'runs' | 'keptFor'> & Partial<TrashEntry>) =>
    entries.push({ project: null, runs: 0, keptFor: null, ...entry });

  for (const row of trashedProjects(db)) {
    const files = (await Promise.all(runIdsOf(db, row.id).map((run) => filesOfRun(context, run)))).flat();
    const own = await bytesOf(files);
    bytes += own;
    add({ kind: 'project', ...row, runs: countRunsWithin(db, row.id), bytes: own });
  }
  for (const { number, name, ...row } of trashedRuns(db)) {
    const own = await bytesOf(await filesOfRun(context, row.id));
    bytes += own;
    add({ kind: 'run', ...row, name: trashedRunTitle({ number, name }), bytes: own });
  }
  const datasets = trashedDatasets(db).map((row) => ({ ...row, need: neededBy(db, row.id, 'living') }));
  const gone = new Set(datasets.filter(({ need }) => !need).map(({ id }) => id));
  // Two duplicates share what was packed: deleting one frees nothing of it, deleting both does.
  const together = new Set<string>();
  for (const { need, ...row } of datasets) {
    const own = await bytesOf(await filesOfDataset(context, row.id, new Set([row.id])));
    if (!need) for (const file of await filesOfDataset(context, row.id, gone)) together.add(file);
    add({ kind: 'dataset', ...row, bytes: own, keptFor: need?.why ?? null });
  }
  entries.sort((a, b) => (a.trashedAt < b.trashedAt ? 1 : a.trashedAt > b.trashedAt ? -1 : 0));
  return { entries, bytes: bytes + (await bytesOf(together)) };
}

export const countTrash = ({ db }: DatasetsContext): number =>
  trashedProjects(db.read).length + trashedRuns(db.read).length + trashedDatasets(db.read).length;
