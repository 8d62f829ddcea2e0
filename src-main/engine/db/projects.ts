import { count, eq, or, sql } from 'drizzle-orm';
import { AppError } from '#shared/util/app-error.ts';
import type { ReadHandle, WriteHandle } from './database.ts';
import { dataset, project, run } from './schema.ts';

export type ProjectRow = typeof project.$inferSelect;

/** Names compare without case, as the column's collation does. */
export function findProject(db: ReadHandle, reference: string): ProjectRow | undefined {
  return db
    .select()
    .from(project)
    .where(or(eq(project.id, reference), eq(project.name, reference)))
    .orderBy(sql`${project.id} = ${reference} desc`)
    .get();
}

export function getProject(db: ReadHandle, reference: string): ProjectRow {
  const found = findProject(db, reference);
  if (found) return found;
  throw new AppError('NOT_FOUND', `There is no project "${reference}".`, { project: reference });
}

export interface ProjectOverview extends ProjectRow {
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
      createdAt: project.createdAt,
      updatedAt: project.updatedAt,
      datasetName: dataset.name,
      runs: count(run.id),
    })
    .from(project)
    .leftJoin(dataset, eq(dataset.id, project.datasetId))
    .leftJoin(run, eq(run.projectId, project.id))
    .groupBy(project.id);

/** Last touched first. */
export const listProjects = (db: ReadHandle): ProjectOverview[] =>
  overview(db).orderBy(sql`${project.updatedAt} desc`).all();

export function getOverview(db: ReadHandle, id: string): ProjectOverview {
  const found = overview(db).where(eq(project.id, id)).get();
  if (found) return found;
  throw new AppError('NOT_FOUND', `There is no project "${id}".`, { project: id });
}

/** The name must be free; a project may keep its own in another case. */
export function assertNameIsFree(db: ReadHandle, name: string, except: string | null = null): void {
  const taken = db.select({ id: project.id }).from(project).where(eq(project.name, name)).get();
  if (taken && taken.id !== except) {
    throw new AppError('ALREADY_EXISTS', `There already is a project named "${name}". Choose another name.`, { name });
  }
}

export function insertProject(tx: WriteHandle, row: ProjectRow): void {
  tx.insert(project).values(row).run();
}

export function updateProject(tx: WriteHandle, id: string, patch: Partial<Omit<ProjectRow, 'id'>>): void {
  tx.update(project).set(patch).where(eq(project.id, id)).run();
}

/** With its versions and runs. */
export function deleteProject(tx: WriteHandle, id: string): void {
  tx.delete(project).where(eq(project.id, id)).run();
}
