import type { TrashKind } from '#shared/contract/requests/trash.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { ReadHandle } from '../db/database.ts';
import { type TrashedRun, trashedDatasets, trashedProjects, trashedRuns } from '../db/trash.ts';

export interface Trashed {
  readonly id: string;
  /** As a person reads it. */
  readonly name: string;
}

/** Something in the trash by its id or name (a run: `PROJECT/NUMBER`); of several with one name the one deleted last. */
export function findTrashed(db: ReadHandle, kind: TrashKind, reference: string): Trashed {
  const found = kind === 'run' ? findRun(db, reference) : findNamed(db, kind, reference);
  if (found) return found;
  throw new AppError('NOT_FOUND', `There is no ${kind} "${reference}" in the trash.`, { kind, item: reference });
}

function findNamed(db: ReadHandle, kind: 'project' | 'dataset', reference: string): Trashed | undefined {
  const rows = kind === 'project' ? trashedProjects(db) : trashedDatasets(db);
  const wanted = reference.toLowerCase();
  return rows.find(({ id }) => id === reference) ?? rows.find(({ name }) => name.toLowerCase() === wanted);
}

function findRun(db: ReadHandle, reference: string): Trashed | undefined {
  const rows = trashedRuns(db);
  const wanted = reference.toLowerCase();
  const found =
    rows.find(({ id }) => id === reference) ??
    rows.find(({ project, number }) => `${project.name}/${number}`.toLowerCase() === wanted);
  return found && { id: found.id, name: trashedRunTitle(found) };
}

export const trashedRunTitle = ({ number, name }: Pick<TrashedRun, 'number' | 'name'>): string =>
  name === null ? `Run ${number}` : `Run ${number}, ${name}`;
