import { and, desc, eq, inArray, max, or, sql } from 'drizzle-orm';
import { AppError } from '#shared/util/app-error.ts';
import type { ReadHandle, WriteHandle } from './database.ts';
import { dataset, datasetVersion, project, run } from './schema.ts';

export type DatasetRow = typeof dataset.$inferSelect;
export type DatasetVersionRow = typeof datasetVersion.$inferSelect;

/** A version and the dataset it belongs to. */
export interface VersionedDataset {
  readonly dataset: DatasetRow;
  readonly version: DatasetVersionRow;
}

/** By id or by name. Names compare without case, as the column's collation does. */
export function findDataset(db: ReadHandle, reference: string): DatasetRow | undefined {
  return db
    .select()
    .from(dataset)
    .where(or(eq(dataset.id, reference), eq(dataset.name, reference)))
    .orderBy(sql`${dataset.id} = ${reference} desc`)
    .get();
}

export function getDataset(db: ReadHandle, reference: string): DatasetRow {
  const found = findDataset(db, reference);
  if (found) return found;
  throw new AppError('NOT_FOUND', `There is no dataset "${reference}".`, { dataset: reference });
}

const versions = (db: ReadHandle) =>
  db
    .select({ dataset, version: datasetVersion })
    .from(datasetVersion)
    .innerJoin(dataset, eq(dataset.id, datasetVersion.datasetId));

export function newestVersion(db: ReadHandle, datasetId: string): VersionedDataset {
  const found = versions(db)
    .where(eq(datasetVersion.datasetId, datasetId))
    .orderBy(desc(datasetVersion.number))
    .limit(1)
    .get();
  if (found) return found;
  throw new AppError('NOT_FOUND', `There is no dataset "${datasetId}".`, { dataset: datasetId });
}

export function getVersion(db: ReadHandle, versionId: string): VersionedDataset {
  const found = versions(db).where(eq(datasetVersion.id, versionId)).get();
  if (found) return found;
  throw new AppError('NOT_FOUND', `There is no dataset version "${versionId}".`, { version: versionId });
}

/** Each dataset with its newest version, the newest dataset first. */
export function listNewestVersions(db: ReadHandle): VersionedDataset[] {
  const newest = db
    .select({ datasetId: datasetVersion.datasetId, number: max(datasetVersion.number).as('newest') })
    .from(datasetVersion)
    .groupBy(datasetVersion.datasetId)
    .as('newest_version');
  return versions(db)
    .innerJoin(newest, and(eq(newest.datasetId, datasetVersion.datasetId), eq(newest.number, datasetVersion.number)))
    .orderBy(desc(dataset.createdAt), dataset.name)
    .all();
}

export const versionsOf = (db: ReadHandle, datasetId: string): DatasetVersionRow[] =>
  db.select().from(datasetVersion).where(eq(datasetVersion.datasetId, datasetId)).all();

export const isContentKnown = (db: ReadHandle, contentHash: string): boolean =>
  db
    .select({ id: datasetVersion.id })
    .from(datasetVersion)
    .where(eq(datasetVersion.contentHash, contentHash))
    .limit(1)
    .get() !== undefined;

export const allContentHashes = (db: ReadHandle): string[] =>
  db
    .selectDistinct({ contentHash: datasetVersion.contentHash })
    .from(datasetVersion)
    .all()
    .map(({ contentHash }) => contentHash);

/** Of the versions that a run is trained on now. */
export const contentHashesInTraining = (db: ReadHandle): string[] =>
  db
    .selectDistinct({ contentHash: datasetVersion.contentHash })
    .from(run)
    .innerJoin(datasetVersion, eq(datasetVersion.id, run.datasetVersionId))
    .where(inArray(run.state, ['preparing', 'running', 'paused']))
    .all()
    .map(({ contentHash }) => contentHash);

export const allVersionIds = (db: ReadHandle): string[] =>
  db
    .select({ id: datasetVersion.id })
    .from(datasetVersion)
    .all()
    .map(({ id }) => id);

/** The folders of dropped files that some dataset was imported from. */
export const uploadPaths = (db: ReadHandle): string[] =>
  db
    .select({ source: dataset.source })
    .from(dataset)
    .all()
    .flatMap(({ source }) => (source.kind === 'upload' ? [source.path] : []));

/** The name must be free; a dataset may keep its own in another case. */
export function assertDatasetNameIsFree(db: ReadHandle, name: string, except: string | null = null): void {
  const taken = db.select({ id: dataset.id }).from(dataset).where(eq(dataset.name, name)).get();
  if (taken && taken.id !== except) {
    throw new AppError('ALREADY_EXISTS', `There already is a dataset named "${name}". Choose another name.`, { name });
  }
}

export function insertDataset(tx: WriteHandle, row: DatasetRow): void {
  tx.insert(dataset).values(row).run();
}

export function insertVersion(tx: WriteHandle, row: DatasetVersionRow): void {
  tx.insert(datasetVersion).values(row).run();
}

export function renameDataset(tx: WriteHandle, id: string, name: string): void {
  tx.update(dataset).set({ name }).where(eq(dataset.id, id)).run();
}

/** With its versions and samples. */
export function deleteDataset(tx: WriteHandle, id: string): void {
  tx.delete(dataset).where(eq(dataset.id, id)).run();
}

/** Names of the projects that are bound to a dataset or have a run on one of its versions. */
export function projectsUsing(db: ReadHandle, datasetId: string): string[] {
  const bound = db.select({ name: project.name }).from(project).where(eq(project.datasetId, datasetId)).all();
  const trained = db
    .selectDistinct({ name: project.name })
    .from(run)
    .innerJoin(project, eq(project.id, run.projectId))
    .innerJoin(datasetVersion, eq(datasetVersion.id, run.datasetVersionId))
    .where(eq(datasetVersion.datasetId, datasetId))
    .all();
  return [...new Set([...bound, ...trained].map(({ name }) => name))].sort();
}
