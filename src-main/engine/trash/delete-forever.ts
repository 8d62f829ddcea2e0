import { rm } from 'node:fs/promises';
import type { TrashKind } from '#shared/contract/requests/trash.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { DatasetsContext } from '../datasets/datasets-context.ts';
import { systemCode } from '../datasets/system-error.ts';
import {
  deleteRow,
  deletingIds,
  deletingRuns,
  markDeleting,
  trashedDatasets,
  trashedProjects,
  trashedRuns,
} from '../db/trash.ts';
import { findTrashed } from './find-trashed.ts';
import { type Need, neededBy } from './needed-by.ts';
import { bytesOf, filesOfDataset, filesOfRun } from './owned-files.ts';

export interface Emptied {
  readonly freedBytes: number;
  readonly deleted: number;
  readonly kept: { kind: TrashKind; name: string; why: string }[];
}

/** One thing of the trash, for good. What a run was trained on is never deleted while the run is there to be looked at. */
export async function deleteForever(context: DatasetsContext, kind: TrashKind, reference: string): Promise<number> {
  context.db.write((tx) => {
    const { id, name } = findTrashed(tx, kind, reference);
    const need = kind === 'dataset' ? neededBy(tx, id, 'all') : null;
    if (need) throw refusal(name, need);
    markDeleting(tx, kind, id);
  });
  return finishDeleting(context);
}

/** Everything in the trash, but for datasets that runs outside of it were trained on. */
export async function emptyTrash(context: DatasetsContext): Promise<Emptied> {
  const { deleted, kept } = context.db.write((tx) => {
    // Datasets last: runs and projects that go with them no longer need them.
    const others = [
      ...trashedProjects(tx).map(({ id }) => ({ kind: 'project' as const, id })),
      ...trashedRuns(tx).map(({ id }) => ({ kind: 'run' as const, id })),
    ];
    for (const { kind, id } of others) markDeleting(tx, kind, id);
    const kept: (Need & { name: string })[] = [];
    let datasets = 0;
    for (const { id, name } of trashedDatasets(tx)) {
      const need = neededBy(tx, id, 'all');
      if (need) kept.push({ ...need, name });
      else markDeleting(tx, 'dataset', id);
      if (!need) datasets += 1;
    }
    return { deleted: others.length + datasets, kept };
  });
  const [first] = kept;
  if (first && deleted === 0) throw refusal(first.name, first);
  const freedBytes = await finishDeleting(context);
  return { freedBytes, deleted, kept: kept.map(({ name, why }) => ({ kind: 'dataset' as const, name, why })) };
}

function refusal(name: string, { why, runs }: Need): AppError {
  return new AppError(
    'CONFLICT',
    `The dataset "${name}" stays in the trash: ${why}. What a run was trained on is kept as long as the run is.`,
    { dataset: name, runs },
  );
}

/**
 * Deletes the files of everything that is marked, then the rows, in an order in which neither can be left without the
 * other: a kill in the middle leaves marked rows, which the next start takes up here. Returns the bytes freed. Where a
 * file can't be deleted the rest goes all the same; its row stays marked for the next start, and FILE_UNREADABLE says so.
 */
export async function finishDeleting(context: DatasetsContext): Promise<number> {
  const { db, changes } = context;
  let freed = 0;
  let failure: unknown = null;
  const remove = async (kind: TrashKind, id: string, project: string | null, files: readonly string[]) => {
    try {
      const bytes = await bytesOf(files);
      for (const file of files) await rm(file, { recursive: true, force: true });
      db.write((tx) => deleteRow(tx, kind, id));
      freed += bytes;
    } catch (error) {
      failure ??= error;
      return false;
    }
    changes.emit({ kind: 'trash', id, project });
    return true;
  };
  const incomplete = new Set<string>();
  for (const { id, projectId } of deletingRuns(db.read)) {
    if (!(await remove('run', id, projectId, await filesOfRun(context, id)))) incomplete.add(projectId);
  }
  for (const id of deletingIds(db.read, 'project')) if (!incomplete.has(id)) await remove('project', id, id, []);
  const datasets = new Set(deletingIds(db.read, 'dataset'));
  for (const id of datasets) await remove('dataset', id, null, await filesOfDataset(context, id, datasets));
  if (failure) throw notDeleted(failure);
  return freed;
}

function notDeleted(error: unknown): unknown {
  if (!systemCode(error)) return error;
  const { path, message } = error as NodeJS.ErrnoException;
  return new AppError(
    'FILE_UNREADABLE',
    `${path ?? 'A file'} could not be deleted: ${message}. The rest is gone; this is tried again when Strata starts.`,
    { path },
    { cause: error },
  );
}
