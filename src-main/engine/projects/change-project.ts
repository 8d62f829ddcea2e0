import type { RunConfig } from '#shared/training/run.ts';
import { isAtRest } from '#shared/training/run.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { EngineContext } from '../context.ts';
import type { WriteHandle } from '../db/database.ts';
import { getDataset } from '../db/datasets.ts';
import { assertNameIsFree, deleteProject, getProject, type ProjectRow, updateProject } from '../db/projects.ts';
import { listRuns } from '../db/runs.ts';
import { removeRunFiles } from '../home.ts';

/** Each returns the project's id. */
export function renameProject(context: EngineContext, reference: string, name: string): string {
  return change(context, reference, (project, tx) => {
    assertNameIsFree(tx, name, project.id);
    return { name };
  });
}

export const setDataset = (context: EngineContext, reference: string, dataset: string | null): string =>
  change(context, reference, (_project, tx) => ({ datasetId: dataset === null ? null : getDataset(tx, dataset).id }));

export const setConfig = (context: EngineContext, reference: string, config: RunConfig): string =>
  change(context, reference, () => ({ config }));

/** With its runs and their weights; refused while one of them is being trained. */
export async function removeProject(context: EngineContext, reference: string): Promise<void> {
  const project = getProject(context.db.read, reference);
  const runs = listRuns(context.db.read, project.id).map(({ run }) => run);
  const busy = runs.find((run) => !isAtRest(run.state) && run.state !== 'queued');
  if (busy) {
    throw new AppError(
      'IN_USE',
      `Run ${busy.number} of "${project.name}" is ${busy.state}. Stop it first, then remove the project.`,
      { run: busy.id },
    );
  }
  await Promise.all(runs.map((run) => context.models.drop(run.id)));
  context.db.write((tx) => deleteProject(tx, project.id));
  for (const run of runs) {
    context.runFeed.emit({ type: 'removed', run: run.id });
    await removeRunFiles(context.home, run.id);
  }
  context.changes.emit({ kind: 'project', id: project.id, project: project.id });
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
