import { and, count, desc, eq, isNotNull, isNull, or } from 'drizzle-orm';
import type { ReadHandle, WriteHandle } from './database.ts';
import { dataset, datasetVersion, project, run } from './schema.ts';

const tables = { project, dataset, run } as const;
export type TrashKind = keyof typeof tables;

export interface TrashedRow {
  readonly id: string;
  readonly name: string;
  readonly trashedAt: string;
}

export interface TrashedRun extends Omit<TrashedRow, 'name'> {
  readonly name: string | null;
  readonly number: number;
  readonly project: { readonly id: string; readonly name: string };
}

const isListed = (table: (typeof tables)[TrashKind]) => and(isNotNull(table.trashedAt), eq(table.isDeleting, false));

const trashedRows = (db: ReadHandle, table: typeof project | typeof dataset): TrashedRow[] =>
  db
    .select({ id: table.id, name: table.name, trashedAt: table.trashedAt })
    .from(table)
    .where(isListed(table))
    .orderBy(desc(table.trashedAt))
    .all() as TrashedRow[];

/** Newest first. */
export const trashedProjects = (db: ReadHandle): TrashedRow[] => trashedRows(db, project);
export const trashedDatasets = (db: ReadHandle): TrashedRow[] => trashedRows(db, dataset);

/** Those that were deleted one by one; what went with its project comes and goes with it. */
export const trashedRuns = (db: ReadHandle): TrashedRun[] =>
  db
    .select({
      id: run.id,
      name: run.name,
      number: run.number,
      trashedAt: run.trashedAt,
      project: { id: project.id, name: project.name },
    })
    .from(run)
    .innerJoin(project, eq(project.id, run.projectId))
    .where(and(isListed(run), isNull(project.trashedAt)))
    .orderBy(desc(run.trashedAt))
    .all() as TrashedRun[];

/** All runs of a project, those that were deleted before it too. */
export const runIdsOf = (db: ReadHandle, projectId: string): string[] =>
  db
    .select({ id: run.id })
    .from(run)
    .where(eq(run.projectId, projectId))
    .all()
    .map(({ id }) => id);

/** Of the trash: a project's runs that would come back with it. */
export const countRunsWithin = (db: ReadHandle, projectId: string): number =>
  db
    .select({ count: count() })
    .from(run)
    .where(and(eq(run.projectId, projectId), isNull(run.trashedAt)))
    .get()?.count ?? 0;

/** Puts something into the trash, or takes it out with null. */
export function setTrashed(tx: WriteHandle, kind: TrashKind, id: string, trashedAt: string | null): void {
  const table = tables[kind];
  tx.update(table).set({ trashedAt }).where(eq(table.id, id)).run();
}

/** From here on nobody sees it; its files can go. */
export function markDeleting(tx: WriteHandle, kind: TrashKind, id: string): void {
  const table = tables[kind];
  tx.update(table).set({ isDeleting: true }).where(eq(table.id, id)).run();
}

export const deletingIds = (db: ReadHandle, kind: 'project' | 'dataset'): string[] =>
  db
    .select({ id: tables[kind].id })
    .from(tables[kind])
    .where(eq(tables[kind].isDeleting, true))
    .all()
    .map(({ id }) => id);

/** Those marked, and those of marked projects. */
export const deletingRuns = (db: ReadHandle): { id: string; projectId: string }[] =>
  db
    .select({ id: run.id, projectId: run.projectId })
    .from(run)
    .innerJoin(project, eq(project.id, run.projectId))
    .where(or(eq(run.isDeleting, true), eq(project.isDeleting, true)))
    .all();

/** With everything that hangs on it: versions, samples, metrics, checkpoints. */
export function deleteRow(tx: WriteHandle, kind: TrashKind, id: string): void {
  const table = tables[kind];
  tx.delete(table).where(eq(table.id, id)).run();
}

export interface DatasetRun {
  readonly number: number;
  readonly project: { readonly id: string; readonly name: string };
  /** It, or its project, is in the trash. */
  readonly isTrashed: boolean;
}

/** The runs that were trained on a dataset and are not being deleted. */
export const runsOnDataset = (db: ReadHandle, datasetId: string): DatasetRun[] =>
  db
    .select({
      number: run.number,
      project: { id: project.id, name: project.name },
      runTrashed: run.trashedAt,
      projectTrashed: project.trashedAt,
    })
    .from(run)
    .innerJoin(project, eq(project.id, run.projectId))
    .innerJoin(datasetVersion, eq(datasetVersion.id, run.datasetVersionId))
    .where(and(eq(datasetVersion.datasetId, datasetId), eq(run.isDeleting, false), eq(project.isDeleting, false)))
    .orderBy(project.name, run.number)
    .all()
    .map(({ runTrashed, projectTrashed, ...row }) => ({
      ...row,
      isTrashed: runTrashed !== null || projectTrashed !== null,
    }));

/** The projects that have chosen a dataset and are not in the trash. */
export const projectsOnDataset = (db: ReadHandle, datasetId: string): { id: string; name: string }[] =>
  db
    .select({ id: project.id, name: project.name })
    .from(project)
    .where(and(eq(project.datasetId, datasetId), isNull(project.trashedAt)))
    .orderBy(project.name)
    .all();
