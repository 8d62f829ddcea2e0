import { rm } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { ReadModelFile } from '#shared/contract/model-files.ts';
import type { ModelSource, OpenedModel } from '#shared/contract/requests/projects.ts';
import { analyzeGraph } from '#shared/graph/analyze.ts';
import { isPlaceholder } from '#shared/graph/placeholder.ts';
import { runConfig } from '#shared/training/run.ts';
import { newId } from '#shared/util/ids.ts';
import type { EngineContext } from '../context.ts';
import { safeUploadPath } from '../datasets/sources/upload-path.ts';
import { saveCheckpoint } from '../db/checkpoints.ts';
import { findProject } from '../db/projects.ts';
import { insertRun, takeRunNumber } from '../db/runs.ts';
import { freeName } from '../free-name.ts';
import { checkpointFolder, runFolders } from '../home.ts';
import { insert } from './create-project.ts';
import { readModelFile } from './model-file.ts';

/**
 * A model of another program as a project: its graph on the canvas, and its weights as a finished run to predict with. A
 * model with layers that aren't known, or with another error, is a project without a run: nothing can compute it.
 */
export async function openModel(context: EngineContext, path: string, name: string | null): Promise<OpenedModel> {
  const run = newId('run');
  const checkpoint = join(checkpointFolder(context.home, run), 'last');
  try {
    const read = await readModelFile(context, path, checkpoint);
    const project = insert(
      context,
      (tx) => ({
        name: name ?? freeName(nameFor(path, read), (candidate) => findProject(tx, candidate) === undefined),
        datasetId: null,
        graph: read.graph,
        config: runConfig.parse({}),
      }),
      (tx, projectId) => {
        if (read.checkpointBytes === null) return;
        const now = new Date().toISOString();
        insertRun(tx, {
          id: run,
          projectId,
          number: takeRunNumber(tx, projectId),
          datasetVersionId: null,
          opened: { file: basename(path), format: read.format },
          graphVersion: 1,
          graph: read.graph,
          bound: [],
          state: 'completed',
          resume: false,
          config: runConfig.parse({}),
          parameters: analyzeGraph(read.graph).totals?.parameters ?? null,
          metrics: {},
          seconds: 0,
          createdAt: now,
          queuedAt: now,
          endedAt: now,
        });
        const { checkpointBytes: bytes } = read;
        saveCheckpoint(tx, { runId: run, kind: 'last', epoch: 0, step: 0, metrics: {}, bytes, savedAt: now });
      },
    );
    if (read.checkpointBytes !== null) context.changes.emit({ kind: 'run', id: run, project: project.id });
    const unknown = read.graph.nodes.flatMap(({ id, type, params }) =>
      isPlaceholder(type) ? [{ node: id, className: String(params.class_name) }] : [],
    );
    const hasRun = read.checkpointBytes !== null;
    return { project, run: hasRun ? run : null, format: read.format, lost: read.lost, unknown };
  } catch (error) {
    await Promise.all(runFolders(context.home, run).map((folder) => rm(folder, { recursive: true, force: true })));
    throw error;
  }
}

/** A model that a browser sent is removed again: what it holds is in the project by then. */
export async function openModelFrom(
  context: EngineContext,
  source: ModelSource,
  name: string | null,
): Promise<OpenedModel> {
  if (source.kind === 'disk') return openModel(context, source.path, name);
  const folder = context.uploads.folder(source.upload);
  try {
    return await openModel(context, join(folder, safeUploadPath(source.item)), name);
  } finally {
    await context.uploads.removeSource(join(folder, source.item));
  }
}

/** Every second model of TF.js is a `model.json`: then its folder says more. */
function nameFor(path: string, { name, format }: ReadModelFile): string {
  const file = format === 'tfjs' ? basename(dirname(path)) : basename(path, extname(path));
  const given = file.trim() || name || 'Model';
  return given.slice(0, 100);
}
