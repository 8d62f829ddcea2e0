import { requireSpace } from '#main/transport/storage-error.ts';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import { analyzeGraph } from '#shared/graph/analyze.ts';
import { bindGraph } from '#shared/graph/bind.ts';
import type { RunConfig } from '#shared/training/run.ts';
import { AppError } from '#shared/util/app-error.ts';
import { newId } from '#shared/util/ids.ts';
import type { EngineContext } from '../context.ts';
import { getDataset, newestVersion } from '../db/datasets.ts';
import { getGraph } from '../db/graph-versions.ts';
import { getProject } from '../db/projects.ts';
import { getRun, insertRun, takeRunNumber } from '../db/runs.ts';
import { datasetShape } from '../evaluate/dataset-shape.ts';
import { refuseErrors } from './refuse-errors.ts';
import { runSummary } from './summaries.ts';

export interface StartRequest {
  readonly project: string;
  /** Null: the one that the project is bound to. */
  readonly dataset: string | null;
  readonly config: RunConfig;
}

/** Queues a training of the project's newest graph on the newest version of the dataset, if the two fit. */
export function startRun(context: EngineContext, request: StartRequest): RunSummary {
  const id = newId('run');
  const now = new Date().toISOString();
  const project = context.db.write((tx) => {
    const project = getProject(tx, request.project);
    const reference = request.dataset ?? project.datasetId;
    if (!reference) {
      throw new AppError('BAD_INPUT', `"${project.name}" has no dataset yet. Choose one, then train.`, {
        project: project.id,
      });
    }
    const { version, dataset } = newestVersion(tx, getDataset(tx, reference).id);
    const shape = datasetShape(tx, version.id);
    if (shape.samples.train === 0) {
      throw new AppError('DATA_INVALID', `"${dataset.name}" has no samples to train on: its training split is empty.`, {
        dataset: dataset.id,
      });
    }
    const bound = bindGraph(getGraph(tx, project.id, project.graphVersion), shape);
    const analysis = analyzeGraph(bound.graph, shape);
    refuseErrors(analysis.problems, `"${project.name}" can't be trained yet`);
    requireSpace(context.home.runs, checkpointBytes(analysis.totals?.parameters ?? 0), 'Nothing was started');
    insertRun(tx, {
      id,
      projectId: project.id,
      number: takeRunNumber(tx, project.id),
      datasetVersionId: version.id,
      graphVersion: project.graphVersion,
      graph: bound.graph,
      bound: [...bound.notes],
      state: 'queued',
      resume: false,
      config: request.config,
      parameters: analysis.totals?.parameters ?? null,
      progress: null,
      metrics: {},
      bestEpoch: null,
      engine: null,
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
