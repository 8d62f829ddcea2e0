import { and, desc, eq, inArray, isNull, max, or, sql } from 'drizzle-orm';
import { AppError } from '#shared/util/app-error.ts';
import type { ReadHandle, WriteHandle } from './database.ts';
import { notFound } from './not-found.ts';
import { dataset, datasetVersion, run } from './schema.ts';

export type DatasetRow = typeof dataset.$inferSelect;
export type NewDatasetRow = typeof dataset.$inferInsert;
export type DatasetVersionRow = typeof datasetVersion.$inferSelect;

/** A version and the dataset it belongs to. */
export interface VersionedDataset {
  readonly dataset: DatasetRow;
  readonly version: DatasetVersionRow;
}

const isThere = isNull(dataset.trashedAt);

/** By id or by name, unless it is in the trash. Names compare without case, as the column's collation does. */
export function findDataset(db: ReadHandle, reference: string): DatasetRow | undefined {
  return db
    .select()
    .from(dataset)
    .where(and(isThere, or(eq(dataset.id, reference), eq(dataset.name, reference))))
    .orderBy(sql`${dataset.id} = ${reference} desc`)
    .get();
}

export function getDataset(db: ReadHandle, reference: string): DatasetRow {
  const found = findDataset(db, reference);
  if (found) return found;
  throw notFound(db, dataset, 'dataset', reference);
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

/** Each dataset that is not in the trash with its newest version, the newest dataset first. */
export function listNewestVersions(db: ReadHandle): VersionedDataset[] {
  const newest = db
    .select({ datasetId: datasetVersion.datasetId, number: max(datasetVersion.number).as('newest') })
    .from(datasetVersion)
    .groupBy(datasetVersion.datasetId)
    .as('newest_version');
  return versions(db)
    .innerJoin(newest, and(eq(newest.datasetId, datasetVersion.datasetId), eq(newest.number, datasetVersion.number)))
    .where(isThere)
    .orderBy(desc(dataset.createdAt), dataset.name)
    .all();
}

export const versionsOf = (db: ReadHandle, datasetId: string): DatasetVersionRow[] =>
  db.select().from(datasetVersion).where(eq(datasetVersion.datasetId, datasetId)).all();

/** The datasets, in the trash or not, that have a version with this content. */
export const datasetsWithContent = (db: ReadHandle, contentHash: string): string[] =>
  db
    .selectDistinct({ id: datasetVersion.datasetId })
    .from(datasetVersion)
    .where(eq(datasetVersion.contentHash, contentHash))
    .all()
    .map(({ id }) => id);

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

/** The datasets that were imported from dropped files, and their folders; a duplicate has the same. */
export const uploadSources = (db: ReadHandle): { dataset: string; path: string }[] =>
  db
    .select({ id: dataset.id, source: dataset.source })
    .from(dataset)
    .all()
    .flatMap(({ id, source }) => (source.kind === 'upload' ? [{ dataset: id, path: source.path }] : []));

export const uploadPaths = (db: ReadHandle): string[] => uploadSources(db).map(({ path }) => path);

/** The name must be free; a dataset may keep its own in another case. */
export function assertDatasetNameIsFree(db: ReadHandle, name: string, except: string | null = null): void {
  const taken = db
    .select({ id: dataset.id })
    .from(dataset)
    .where(and(isThere, eq(dataset.name, name)))
    .get();
  if (taken && taken.id !== except) {
    throw new AppError('ALREADY_EXISTS', `There already is a dataset named "${name}". Choose another name.`, { name });
  }
}

export const insertDataset = (tx: WriteHandle, row: NewDatasetRow): DatasetRow =>
  tx.insert(dataset).values(row).returning().get();

export function insertVersion(tx: WriteHandle, row: DatasetVersionRow): void {
  tx.insert(datasetVersion).values(row).run();
}

export function updateDataset(tx: WriteHandle, id: string, patch: Partial<Omit<DatasetRow, 'id'>>): void {
  tx.update(dataset).set(patch).where(eq(dataset.id, id)).run();
}
