import type { RunSummary } from '#shared/contract/requests/runs.ts';
import { AppError } from '#shared/util/app-error.ts';
import { newId } from '#shared/util/ids.ts';
import type { EngineContext } from '../context.ts';
import { getVersion } from '../db/datasets.ts';
import { getRun, insertRun, takeRunNumber } from '../db/runs.ts';
import { runSummary } from './summaries.ts';

/** Queues the same training as a new run: graph and dataset version as they were then, the same settings and seed. */
export function duplicateRun(context: EngineContext, reference: string): RunSummary {
  const id = newId('run');
  const now = new Date().toISOString();
  const projectId = context.db.write((tx) => {
    const { run } = getRun(tx, reference);
    const { dataset } = getVersion(tx, run.datasetVersionId);
    if (dataset.trashedAt) {
      throw new AppError(
        'CONFLICT',
        `Run ${run.number} was trained on "${dataset.name}", which is in the trash. Restore it, then train again.`,
        { dataset: dataset.id },
      );
    }
    const { projectId, datasetVersionId, graphVersion, graph, bound, config, parameters } = run;
    insertRun(tx, {
      id,
      projectId,
      number: takeRunNumber(tx, projectId),
      datasetVersionId,
      graphVersion,
      graph,
      bound,
      state: 'queued',
      resume: false,
      config,
      parameters,
      metrics: {},
      seconds: 0,
      createdAt: now,
      queuedAt: now,
    });
    return projectId;
  });
  context.changes.emit({ kind: 'run', id, project: projectId });
  context.queue.kick();
  return runSummary(context, getRun(context.db.read, id));
}
