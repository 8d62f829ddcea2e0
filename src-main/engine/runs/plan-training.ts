import { analyzeGraph } from '#shared/graph/analyze.ts';
import { bindGraph } from '#shared/graph/bind.ts';
import type { Graph } from '#shared/graph/types.ts';
import type { RunConfig } from '#shared/training/run.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { ReadHandle } from '../db/database.ts';
import { getDataset, newestVersion, type VersionedDataset } from '../db/datasets.ts';
import { getGraph } from '../db/graph-versions.ts';
import { getProject, type ProjectRow } from '../db/projects.ts';
import { datasetShape } from '../evaluate/dataset-shape.ts';
import { refuseErrors } from './refuse-errors.ts';

export interface PlanRequest {
  readonly project: string;
  /** Null: the one that the project is bound to. */
  readonly dataset: string | null;
}

/** What a training would begin with, all of it checked. */
export interface TrainingPlan extends VersionedDataset {
  readonly project: ProjectRow;
  readonly graph: Graph;
  readonly bound: readonly string[];
  readonly config: RunConfig;
  readonly samples: { readonly train: number; readonly validation: number; readonly test: number };
  readonly parameters: number | null;
}

/** The words for what is to be done with the network: `train`, `"Cats" can't be trained yet`. */
export interface Doing {
  readonly next: string;
  readonly cannot: string;
}
export const TRAIN: Doing = { next: 'train', cannot: "can't be trained yet" };

/** The project's newest graph on the newest version of its data, if the two fit. */
export function planTraining(db: ReadHandle, request: PlanRequest, { next, cannot }: Doing): TrainingPlan {
  const project = getProject(db, request.project);
  const reference = request.dataset ?? project.datasetId;
  if (!reference) {
    const message = `"${project.name}" has no dataset yet. Choose one, then ${next}.`;
    throw new AppError('BAD_INPUT', message, { project: project.id });
  }
  const { version, dataset } = newestVersion(db, getDataset(db, reference).id);
  const shape = datasetShape(db, version.id);
  if (shape.samples.train === 0) {
    const message = `"${dataset.name}" has no samples to train on: its training split is empty.`;
    throw new AppError('DATA_INVALID', message, { dataset: dataset.id });
  }
  const { graph, notes } = bindGraph(getGraph(db, project.id, project.graphVersion), shape);
  const { problems, totals } = analyzeGraph(graph, shape);
  refuseErrors(problems, `"${project.name}" ${cannot}`);
  const { config } = project;
  const parameters = totals?.parameters ?? null;
  return { project, dataset, version, graph, bound: notes, config, samples: shape.samples, parameters };
}
