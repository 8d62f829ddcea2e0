import { and, count, eq, isNull, or, sql } from 'drizzle-orm';
import { AppError } from '#shared/util/app-error.ts';
import type { ReadHandle, WriteHandle } from './database.ts';
import { notFound } from './not-found.ts';
import { dataset, project, run } from './schema.ts';

export type ProjectRow = typeof project.$inferSelect;
export type NewProjectRow = typeof project.$inferInsert;

const isThere = isNull(project.trashedAt);

/** By id or by name, unless it is in the trash. Names compare without case, as the column's collation does. */
export function findProject(db: ReadHandle, reference: string): ProjectRow | undefined {
  return db
    .select()
    .from(project)
    .where(and(isThere, or(eq(project.id, reference), eq(project.name, reference))))
    .orderBy(sql`${project.id} = ${reference} desc`)
    .get();
}

export function getProject(db: ReadHandle, reference: string): ProjectRow {
  const found = findProject(db, reference);
  if (found) return found;
  throw notFound(db, project, 'project', reference);
}

export interface ProjectOverview extends Omit<ProjectRow, 'trashedAt' | 'isDeleting'> {
  readonly datasetName: string | null;
  readonly runs: number;
}

const overview = (db: ReadHandle) =>
  db
    .select({
      id: project.id,
      name: project.name,
      datasetId: project.datasetId,
      config: project.config,
      graphVersion: project.graphVersion,
      nextRun: project.nextRun,
      createdAt: project.createdAt,
      updatedAt: project.updatedAt,
      datasetName: dataset.name,
      runs: count(run.id),
    })
    .from(project)
    // Of what is in the trash nothing is counted or named.
    .leftJoin(dataset, and(eq(dataset.id, project.datasetId), isNull(dataset.trashedAt)))
    .leftJoin(run, and(eq(run.projectId, project.id), isNull(run.trashedAt)))
    .groupBy(project.id);

/** Last touched first. */
export const listProjects = (db: ReadHandle): ProjectOverview[] =>
  overview(db).where(isThere).orderBy(sql`${project.updatedAt} desc`).all();

export function getOverview(db: ReadHandle, id: string): ProjectOverview {
  const found = overview(db)
    .where(and(isThere, eq(project.id, id)))
    .get();
  if (found) return found;
  throw new AppError('NOT_FOUND', `There is no project "${id}".`, { project: id });
}

/** The name must be free; a project may keep its own in another case. */
export function assertNameIsFree(db: ReadHandle, name: string, except: string | null = null): void {
  const taken = db
    .select({ id: project.id })
    .from(project)
    .where(and(isThere, eq(project.name, name)))
    .get();
  if (taken && taken.id !== except) {
    throw new AppError('ALREADY_EXISTS', `There already is a project named "${name}". Choose another name.`, { name });
  }
}

export function insertProject(tx: WriteHandle, row: NewProjectRow): void {
  tx.insert(project).values(row).run();
}

export function updateProject(tx: WriteHandle, id: string, patch: Partial<Omit<ProjectRow, 'id'>>): void {
  tx.update(project).set(patch).where(eq(project.id, id)).run();
}
