import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Graph } from '#shared/graph/types.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { ReadHandle, WriteHandle } from './database.ts';
import { graphVersion, run } from './schema.ts';

export function getGraph(db: ReadHandle, projectId: string, version: number): Graph {
  const row = db
    .select({ graph: graphVersion.graph })
    .from(graphVersion)
    .where(and(eq(graphVersion.projectId, projectId), eq(graphVersion.version, version)))
    .get();
  if (row) return row.graph;
  throw new AppError('NOT_FOUND', `Version ${version} of this graph is no longer kept.`, { version });
}

export function insertGraph(tx: WriteHandle, row: typeof graphVersion.$inferInsert): void {
  tx.insert(graphVersion).values(row).run();
}

export interface SavedVersion {
  readonly version: number;
  readonly savedAt: string;
}

/** Oldest first. */
export const listVersions = (db: ReadHandle, projectId: string): SavedVersion[] =>
  db
    .select({ version: graphVersion.version, savedAt: graphVersion.savedAt })
    .from(graphVersion)
    .where(eq(graphVersion.projectId, projectId))
    .orderBy(asc(graphVersion.version))
    .all();

/** With the whole graphs: for the history that a person looks at. */
export const listVersionsWithGraphs = (db: ReadHandle, projectId: string) =>
  db.select().from(graphVersion).where(eq(graphVersion.projectId, projectId)).orderBy(asc(graphVersion.version)).all();

/** Versions that a run was trained from; a run in the trash can come back, so its version counts too. */
export const versionsWithRuns = (db: ReadHandle, projectId: string): Set<number> =>
  new Set(
    db
      .selectDistinct({ version: run.graphVersion })
      .from(run)
      .where(eq(run.projectId, projectId))
      .all()
      .map(({ version }) => version),
  );

/** Numbers of the runs that trained each version; of those that are not in the trash. */
export function runsByVersion(db: ReadHandle, projectId: string): Map<number, number[]> {
  const rows = db
    .select({ version: run.graphVersion, number: run.number })
    .from(run)
    .where(and(eq(run.projectId, projectId), isNull(run.trashedAt)))
    .orderBy(asc(run.number))
    .all();
  const result = new Map<number, number[]>();
  for (const { version, number } of rows) result.set(version, [...(result.get(version) ?? []), number]);
  return result;
}

export function deleteVersions(tx: WriteHandle, projectId: string, versions: readonly number[]): void {
  if (versions.length === 0) return;
  tx.delete(graphVersion)
    .where(and(eq(graphVersion.projectId, projectId), inArray(graphVersion.version, [...versions])))
    .run();
}
