import type { ProjectDetail } from '#shared/contract/requests/projects.ts';
import type { Graph } from '#shared/graph/types.ts';
import { blankGraph } from '#shared/templates/blank.ts';
import { allTemplates, getTemplate } from '#shared/templates/index.ts';
import { type RunConfig, runConfig } from '#shared/training/run.ts';
import { AppError } from '#shared/util/app-error.ts';
import { newId } from '#shared/util/ids.ts';
import type { EngineContext } from '../context.ts';
import type { WriteHandle } from '../db/database.ts';
import { getDataset, newestVersion } from '../db/datasets.ts';
import { getGraph, insertGraph } from '../db/graph-versions.ts';
import { assertNameIsFree, getProject, insertProject } from '../db/projects.ts';
import { datasetShape } from '../evaluate/dataset-shape.ts';
import { projectDetail } from './summaries.ts';

export interface CreateRequest {
  readonly name: string;
  /** Null: a canvas with an input and an output. */
  readonly template: string | null;
  readonly dataset: string | null;
}

/** A template is fitted to the dataset: its classes, its columns. */
export function createProject(context: EngineContext, request: CreateRequest): ProjectDetail {
  return insert(context, (tx) => {
    const dataset = request.dataset === null ? null : getDataset(tx, request.dataset);
    const shape = dataset ? datasetShape(tx, newestVersion(tx, dataset.id).version.id) : null;
    const template = request.template === null ? null : knownTemplate(request.template);
    if (template && dataset && template.needs !== dataset.kind) {
      throw new AppError(
        'BAD_INPUT',
        `The template ${template.id} needs a dataset of kind ${template.needs}; "${dataset.name}" is of kind ${dataset.kind}.`,
        { expected: template.needs, found: dataset.kind },
      );
    }
    const graph = template ? template.build(shape) : blankGraph();
    return { name: request.name, datasetId: dataset?.id ?? null, graph, config: runConfig.parse({}) };
  });
}

/** The graph as it is now, its data and its settings; not its history and runs. */
export function duplicateProject(context: EngineContext, reference: string, name: string): ProjectDetail {
  return insert(context, (tx) => {
    const { id, datasetId, config, graphVersion } = getProject(tx, reference);
    return { name, datasetId, config, graph: getGraph(tx, id, graphVersion) };
  });
}

export interface NewProject {
  readonly name: string;
  readonly datasetId: string | null;
  readonly graph: Graph;
  readonly config: RunConfig;
}

/** One transaction for what is read and what is written, so that a name can't be taken in between. */
export function insert(
  context: EngineContext,
  prepare: (tx: WriteHandle) => NewProject,
  /** What else belongs to it from the beginning. */
  complete: (tx: WriteHandle, project: string) => void = () => {},
): ProjectDetail {
  const id = newId('prj');
  const now = new Date().toISOString();
  context.db.write((tx) => {
    const { name, datasetId, graph, config } = prepare(tx);
    assertNameIsFree(tx, name);
    insertProject(tx, { id, name, datasetId, config, graphVersion: 1, createdAt: now, updatedAt: now });
    insertGraph(tx, { projectId: id, version: 1, graph, savedAt: now });
    complete(tx, id);
  });
  context.changes.emit({ kind: 'project', id, project: id });
  return projectDetail(context.db.read, id);
}

function knownTemplate(id: string) {
  const template = getTemplate(id);
  if (template) return template;
  const known = allTemplates.map((each) => each.id);
  throw new AppError('NOT_FOUND', `There is no template "${id}". Templates: ${known.join(', ')}.`, {
    template: id,
    known,
  });
}
