import { requireSpace } from '#main/transport/storage-error.ts';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import type { RunConfig } from '#shared/training/run.ts';
import { newId } from '#shared/util/ids.ts';
import type { EngineContext } from '../context.ts';
import { getRun, insertRun, takeRunNumber } from '../db/runs.ts';
import { type PlanRequest, planTraining, TRAIN } from './plan-training.ts';
import { runSummary } from './summaries.ts';

export interface StartRequest extends PlanRequest {
  readonly config: RunConfig;
}

/** Queues a training of the project's newest graph on the newest version of the dataset, if the two fit. */
export function startRun(context: EngineContext, request: StartRequest): RunSummary {
  const id = newId('run');
  const now = new Date().toISOString();
  const project = context.db.write((tx) => {
    const { project, version, graph, bound, parameters } = planTraining(tx, request, TRAIN);
    requireSpace(context.home.runs, checkpointBytes(parameters ?? 0), 'Nothing was started');
    insertRun(tx, {
      id,
      projectId: project.id,
      number: takeRunNumber(tx, project.id),
      datasetVersionId: version.id,
      graphVersion: project.graphVersion,
      graph,
      bound: [...bound],
      state: 'queued',
      resume: false,
      config: request.config,
      parameters,
      progress: null,
      metrics: {},
      bestEpoch: null,
      engine: null,
      engineReason: null,
      computing: null,
      error: null,
      seconds: 0,
      createdAt: now,
      queuedAt: now,
      endedAt: null,
    });
    return project;
  });
  context.changes.emit({ kind: 'run', id, project: project.id });
  context.queue.kick();
  return runSummary(context, getRun(context.db.read, id));
}

/** Weights and at most two optimizer slots, in float32: the best and the last, and a new one before an old one goes. */
const checkpointBytes = (parameters: number): number => parameters * 4 * 3 * 3;
