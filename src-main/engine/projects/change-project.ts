import type { RunConfig } from '#shared/training/run.ts';
import { isAtRest } from '#shared/training/run.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { EngineContext } from '../context.ts';
import type { WriteHandle } from '../db/database.ts';
import { getDataset } from '../db/datasets.ts';
import { assertNameIsFree, getProject, type ProjectRow, updateProject } from '../db/projects.ts';
import { listRuns, updateRun } from '../db/runs.ts';
import { setTrashed } from '../db/trash.ts';

/** Each returns the project's id. */
export function renameProject(context: EngineContext, reference: string, name: string): string {
  const id = change(context, reference, (project, tx) => {
    assertNameIsFree(tx, name, project.id);
    return { name };
  });
  announceWithRuns(context, id);
  return id;
}

export const setDataset = (context: EngineContext, reference: string, dataset: string | null): string =>
  change(context, reference, (_project, tx) => ({ datasetId: dataset === null ? null : getDataset(tx, dataset).id }));

export const setConfig = (context: EngineContext, reference: string, config: RunConfig): string =>
  change(context, reference, () => ({ config }));

/** To the trash, its runs with it; refused while one of them is being trained. */
export async function removeProject(context: EngineContext, reference: string): Promise<void> {
  const project = getProject(context.db.read, reference);
  const runs = listRuns(context.db.read, project.id).map(({ run }) => run);
  const busy = runs.find((run) => !isAtRest(run.state) && run.state !== 'queued');
  if (busy) {
    throw new AppError(
      'IN_USE',
      `Run ${busy.number} of "${project.name}" is ${busy.state}. Stop it first; then the project can be deleted.`,
      { run: busy.id },
    );
  }
  const now = new Date().toISOString();
  context.db.write((tx) => {
    // Brought back later, a run that waited in the queue must not begin by itself.
    for (const run of runs) if (run.state === 'queued') updateRun(tx, run.id, { state: 'stopped', endedAt: now });
    setTrashed(tx, 'project', project.id, now);
  });
  await Promise.all(runs.map((run) => context.models.drop(run.id)));
  for (const run of runs) context.runFeed.emit({ type: 'removed', run: run.id });
  announceWithRuns(context, project.id);
  context.changes.emit({ kind: 'trash', id: project.id, project: project.id });
}

/** Its runs show its name, and come and go with it. */
function announceWithRuns({ changes }: EngineContext, id: string): void {
  changes.emit({ kind: 'project', id, project: id });
  changes.emit({ kind: 'run', id: '', project: id });
}

function change(
  context: EngineContext,
  reference: string,
  patch: (project: ProjectRow, tx: WriteHandle) => Partial<ProjectRow>,
): string {
  const id = context.db.write((tx) => {
    const project = getProject(tx, reference);
    updateProject(tx, project.id, { ...patch(project, tx), updatedAt: new Date().toISOString() });
    return project.id;
  });
  context.changes.emit({ kind: 'project', id, project: id });
  return id;
}
