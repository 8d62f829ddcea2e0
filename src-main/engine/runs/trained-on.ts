import { AppError } from '#shared/util/app-error.ts';
import type { EngineContext } from '../context.ts';
import { getDataset, newestVersion } from '../db/datasets.ts';
import { getProject } from '../db/projects.ts';
import type { RunRow } from '../db/runs.ts';

/** The dataset version that a run was trained on; refused for one that came in from a file. `wish` says what for. */
export function trainedOn(run: Pick<RunRow, 'id' | 'number' | 'datasetVersionId' | 'opened'>, wish: string): string {
  if (run.datasetVersionId !== null) return run.datasetVersionId;
  const message = `Run ${run.number} was opened from ${run.opened?.file ?? 'a file'}, so there is no training to ${wish}. Train its project on a dataset instead.`;
  throw new AppError('NOT_SUPPORTED', message, { run: run.id });
}

/** The dataset version that a run is judged on: its own, or for a model from a file the one its project has now. */
export function judgedOn({ db }: Pick<EngineContext, 'db'>, run: RunRow): string {
  if (run.datasetVersionId !== null) return run.datasetVersionId;
  const { name, datasetId } = getProject(db.read, run.projectId);
  if (datasetId !== null) return newestVersion(db.read, getDataset(db.read, datasetId).id).version.id;
  const message = `Run ${run.number} was opened from ${run.opened?.file ?? 'a file'} and brings no data. Choose a dataset for "${name}", then it can be judged.`;
  throw new AppError('BAD_INPUT', message, { run: run.id, project: run.projectId });
}
