import { join } from 'node:path';
import type { StepSamples, StepWeights } from '#shared/contract/requests/steps.ts';
import { analyzeGraph } from '#shared/graph/analyze.ts';
import { bindGraph } from '#shared/graph/bind.ts';
import type { Graph } from '#shared/graph/types.ts';
import type { RunConfig } from '#shared/training/run.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { EngineContext } from '../context.ts';
import { listCheckpoints } from '../db/checkpoints.ts';
import { getDataset, newestVersion, type VersionedDataset } from '../db/datasets.ts';
import { getGraph } from '../db/graph-versions.ts';
import { getProject } from '../db/projects.ts';
import { getRun } from '../db/runs.ts';
import { datasetShape } from '../evaluate/dataset-shape.ts';
import { checkpointFolder } from '../home.ts';
import { refuseErrors } from '../runs/refuse-errors.ts';

export interface StepsRequest {
  readonly project: string;
  readonly weights: StepWeights;
  readonly samples: StepSamples;
}

/** What a session steps through, all of it checked. */
export interface StepsPlan extends VersionedDataset {
  readonly graph: Graph;
  readonly bound: readonly string[];
  readonly config: RunConfig;
  readonly checkpoint: string | null;
  readonly rows: readonly number[] | null;
}

/** The project's newest graph on the newest version of its data, if the two fit; as a training would begin. */
export function planSteps(context: EngineContext, { project: reference, weights, samples }: StepsRequest): StepsPlan {
  const db = context.db.read;
  const project = getProject(db, reference);
  if (!project.datasetId) {
    const message = `"${project.name}" has no dataset yet. Choose one, then step through it.`;
    throw new AppError('BAD_INPUT', message, { project: project.id });
  }
  const { version, dataset } = newestVersion(db, getDataset(db, project.datasetId).id);
  const shape = datasetShape(db, version.id);
  const bound = bindGraph(getGraph(db, project.id, project.graphVersion), shape);
  refuseErrors(analyzeGraph(bound.graph, shape).problems, `"${project.name}" can't be stepped through yet`);
  const total = shape.samples.train + shape.samples.validation + shape.samples.test;
  const rows = samples.kind === 'chosen' ? [...new Set(samples.indices)] : null;
  const missing = rows?.find((row) => row >= total);
  if (missing !== undefined) {
    const message = `"${dataset.name}" has ${total} samples; there is no sample ${missing}.`;
    throw new AppError('BAD_INPUT', message, { samples: total });
  }
  return { dataset, version, graph: bound.graph, bound: bound.notes, rows, ...start(context, project, weights) };
}

/** With a run's weights come its settings: its optimizer remembers what they were. */
function start(
  context: EngineContext,
  project: { readonly id: string; readonly config: RunConfig },
  weights: StepWeights,
): Pick<StepsPlan, 'config' | 'checkpoint'> {
  if (weights.kind === 'fresh') return { config: project.config, checkpoint: null };
  const { run } = getRun(context.db.read, weights.run);
  const found = listCheckpoints(context.db.read, run.id).some(({ kind }) => kind === weights.checkpoint);
  if (run.projectId !== project.id || !found) {
    const message = found
      ? `Run ${run.number} belongs to another project.`
      : `Run ${run.number} has no ${weights.checkpoint} weights: they are saved after its first epoch.`;
    throw new AppError('NOT_FOUND', message, { run: run.id });
  }
  return { config: run.config, checkpoint: join(checkpointFolder(context.home, run.id), weights.checkpoint) };
}
