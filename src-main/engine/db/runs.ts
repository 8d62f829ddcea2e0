import { and, asc, desc, eq, getTableColumns, inArray, isNull, max, sql } from 'drizzle-orm';
import type { ThreadChoice } from '#shared/training/computing.ts';
import type { RunState } from '#shared/training/run.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { ReadHandle, WriteHandle } from './database.ts';
import { dataset, datasetVersion, project, run } from './schema.ts';

export type RunRow = typeof run.$inferSelect;
export type NewRunRow = typeof run.$inferInsert;

/** Neither it nor its project is in the trash. */
const isThere = and(isNull(run.trashedAt), isNull(project.trashedAt));

/** A run and the names of what it points at. */
export interface NamedRun {
  readonly run: RunRow;
  readonly projectName: string;
  /** These three are null for a run that came in from a model file. */
  readonly datasetId: string | null;
  readonly datasetName: string | null;
  readonly versionNumber: number | null;
}

/** Without its graph: of a thousand runs in a list nobody looks at a thousand networks. */
export type ListedRun = Omit<NamedRun, 'run'> & { readonly run: Omit<RunRow, 'graph' | 'bound'> };

const { graph: _graph, bound: _bound, ...listedColumns } = getTableColumns(run);

const named = (db: ReadHandle) => select(db, run);

const select = <Columns extends typeof run | typeof listedColumns>(db: ReadHandle, columns: Columns) =>
  db
    .select({
      run: columns,
      projectName: project.name,
      datasetId: dataset.id,
      datasetName: dataset.name,
      versionNumber: datasetVersion.number,
    })
    .from(run)
    .innerJoin(project, eq(project.id, run.projectId))
    .leftJoin(datasetVersion, eq(datasetVersion.id, run.datasetVersionId))
    .leftJoin(dataset, eq(dataset.id, datasetVersion.datasetId));

/** By its id, or as `project/number`; neither it nor its project may be in the trash. */
export function getRun(db: ReadHandle, reference: string): NamedRun {
  const slash = /^(.+)\/(\d+)$/.exec(reference);
  const found =
    named(db)
      .where(and(isThere, eq(run.id, reference)))
      .get() ??
    (slash
      ? named(db)
          .where(and(isThere, eq(project.name, String(slash[1])), eq(run.number, Number(slash[2]))))
          .get()
      : undefined);
  if (found) return found;
  const trashed = named(db).where(eq(run.id, reference)).get();
  if (trashed) {
    const what = trashed.run.trashedAt ? 'is' : 'and its project are';
    throw new AppError(
      'NOT_FOUND',
      `Run ${trashed.run.number} of "${trashed.projectName}" ${what} in the trash. Restore ${trashed.run.trashedAt ? 'it' : 'the project'} first.`,
      { run: reference },
    );
  }
  throw new AppError(
    'NOT_FOUND',
    `There is no run "${reference}". Runs are named by their id, or as PROJECT/NUMBER; "strata run list" shows them.`,
    { run: reference },
  );
}

/** Newest first; of one project or of all. */
export const listRuns = (db: ReadHandle, projectId: string | null): ListedRun[] =>
  select(db, listedColumns)
    .where(and(isThere, projectId ? eq(run.projectId, projectId) : undefined))
    .orderBy(desc(run.sequence))
    .all();

export interface LastRun extends Pick<RunRow, 'id' | 'projectId' | 'number' | 'state' | 'metrics'> {
  /** The metric that it is judged by; of its configuration, which is not read whole for it. */
  readonly best: string | null;
}

/** The newest run of each project that has one; of all projects, or of one. */
export function lastRuns(db: ReadHandle, projectId?: string): Map<string, LastRun> {
  const rows = db
    .select({
      ...{ id: run.id, projectId: run.projectId, number: run.number, state: run.state, metrics: run.metrics },
      best: sql<string | null>`json_extract(${run.config}, '$.best')`,
    })
    .from(run)
    .where(and(isNull(run.trashedAt), projectId ? eq(run.projectId, projectId) : undefined))
    .orderBy(asc(run.number))
    .all();
  return new Map(rows.map((row) => [row.projectId, row]));
}

export const listInStates = (db: ReadHandle, states: readonly RunState[]): RunRow[] =>
  db
    .select()
    .from(run)
    .where(inArray(run.state, [...states]))
    .orderBy(asc(run.queuePlace))
    .all();

export const allRunIds = (db: ReadHandle): string[] =>
  db
    .select({ id: run.id })
    .from(run)
    .all()
    .map(({ id }) => id);

/** The threads that the newest run of this key was found to be fastest with. */
export const threadsOfTwin = (db: ReadHandle, key: string): ThreadChoice | null =>
  db
    .select({ computing: run.computing })
    .from(run)
    .where(sql`json_extract(${run.computing}, '$.threads.key') = ${key}`)
    .orderBy(desc(run.sequence))
    .limit(1)
    .get()?.computing?.threads ?? null;

/** The number for a new run. It is used up, whatever becomes of the run. */
export function takeRunNumber(tx: WriteHandle, projectId: string): number {
  const taken = tx
    .update(project)
    .set({ nextRun: sql`${project.nextRun} + 1` })
    .where(eq(project.id, projectId))
    .returning({ next: project.nextRun })
    .get();
  if (!taken) throw new AppError('NOT_FOUND', `There is no project "${projectId}".`, { project: projectId });
  return taken.next - 1;
}

/** As the newest of all, at the end of the queue. */
export function insertRun(tx: WriteHandle, row: Omit<NewRunRow, 'sequence' | 'queuePlace'>): void {
  const highest =
    tx
      .select({ sequence: max(run.sequence) })
      .from(run)
      .get()?.sequence ?? 0;
  tx.insert(run)
    .values({ ...row, sequence: highest + 1, queuePlace: endOfQueue(tx) })
    .run();
}

/** What has waited longest has the lowest. */
export const endOfQueue = (db: ReadHandle): number =>
  (db
    .select({ highest: max(run.queuePlace) })
    .from(run)
    .get()?.highest ?? 0) + 1;

export type RunPatch = Partial<Omit<RunRow, 'id' | 'projectId' | 'number' | 'graph' | 'graphVersion'>>;

export function updateRun(tx: WriteHandle, id: string, patch: RunPatch): void {
  tx.update(run).set(patch).where(eq(run.id, id)).run();
}
