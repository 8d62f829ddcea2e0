import { and, asc, count, eq, getTableColumns, gte, inArray, type SQL, sql } from 'drizzle-orm';
import type { ReadHandle, WriteHandle } from './database.ts';
import { sample } from './schema.ts';

export type SampleRecord = typeof sample.$inferSelect;

export interface SampleQuery {
  readonly split: number | null;
  readonly label: number | null;
}

/** One prepared statement for all rows: a dataset has tens of thousands. */
export function insertSamples(tx: WriteHandle, rows: readonly SampleRecord[]): void {
  const statement = tx
    .insert(sample)
    .values({
      versionId: sql.placeholder('versionId'),
      idx: sql.placeholder('idx'),
      path: sql.placeholder('path'),
      sha256: sql.placeholder('sha256'),
      bytes: sql.placeholder('bytes'),
      mtimeMs: sql.placeholder('mtimeMs'),
      width: sql.placeholder('width'),
      height: sql.placeholder('height'),
      label: sql.placeholder('label'),
      split: sql.placeholder('split'),
    })
    .prepare();
  for (const row of rows) statement.run({ ...row });
}

/** All of one version, as they are, to another. */
export function copySamples(tx: WriteHandle, from: string, to: string): void {
  const { versionId: _version, ...columns } = getTableColumns(sample);
  tx.insert(sample)
    .select(
      tx
        .select({ versionId: sql<string>`${to}`.as('version_id'), ...columns })
        .from(sample)
        .where(eq(sample.versionId, from)),
    )
    .run();
}

/** Samples of each label and split that occur. */
export const countSamples = (
  db: ReadHandle,
  versionId: string,
): { label: number | null; split: number; count: number }[] =>
  db
    .select({ label: sample.label, split: sample.split, count: count() })
    .from(sample)
    .where(eq(sample.versionId, versionId))
    .groupBy(sample.split, sample.label)
    .all();

const matching = (versionId: string, query: SampleQuery): SQL | undefined =>
  and(
    eq(sample.versionId, versionId),
    query.split === null ? undefined : eq(sample.split, query.split),
    query.label === null ? undefined : eq(sample.label, query.label),
  );

export const countMatching = (db: ReadHandle, versionId: string, query: SampleQuery): number =>
  db.select({ count: count() }).from(sample).where(matching(versionId, query)).get()?.count ?? 0;

export const pageOfSamples = (
  db: ReadHandle,
  versionId: string,
  query: SampleQuery,
  offset: number,
  limit: number,
): SampleRecord[] => {
  const found = db.select().from(sample);
  // All of them count through from 0: a page far behind need not be walked to.
  return query.split === null && query.label === null
    ? found
        .where(and(eq(sample.versionId, versionId), gte(sample.idx, offset)))
        .orderBy(asc(sample.idx))
        .limit(limit)
        .all()
    : found.where(matching(versionId, query)).orderBy(asc(sample.idx)).limit(limit).offset(offset).all();
};

/** For a search in names of any script, which SQLite can't do without regard to case. */
export const namesOf = (db: ReadHandle, versionId: string) =>
  db
    .select({ idx: sample.idx, label: sample.label, split: sample.split, path: sample.path })
    .from(sample)
    .where(eq(sample.versionId, versionId))
    .orderBy(asc(sample.idx))
    .all();

/** At most a few hundred; in the order of their position, those that exist. */
export const samplesAt = (db: ReadHandle, versionId: string, indices: readonly number[]): SampleRecord[] =>
  db
    .select()
    .from(sample)
    .where(and(eq(sample.versionId, versionId), inArray(sample.idx, [...indices])))
    .orderBy(asc(sample.idx))
    .all();

export const allSamples = (db: ReadHandle, versionId: string): SampleRecord[] =>
  db.select().from(sample).where(eq(sample.versionId, versionId)).orderBy(asc(sample.idx)).all();
