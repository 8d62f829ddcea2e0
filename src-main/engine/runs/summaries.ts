import type { RunDetail, RunSummary } from '#shared/contract/requests/runs.ts';
import type { EngineContext } from '../context.ts';
import { listCheckpoints } from '../db/checkpoints.ts';
import type { ListedRun, NamedRun } from '../db/runs.ts';

/** What is stored of a run, and how far its preparation is right now. */
export function runSummary(context: EngineContext, named: ListedRun): RunSummary {
  const { run, projectName, datasetId, datasetName, versionNumber } = named;
  const active = context.queue.active(run.id);
  return {
    id: run.id,
    number: run.number,
    name: run.name,
    project: { id: run.projectId, name: projectName },
    dataset:
      datasetId === null || datasetName === null || run.datasetVersionId === null || versionNumber === null
        ? null
        : { id: datasetId, name: datasetName, version: run.datasetVersionId, versionNumber },
    opened: run.opened,
    graphVersion: run.graphVersion,
    state: active?.unsaved?.state ?? run.state,
    config: run.config,
    origin: run.origin,
    stopsAfterEpoch: active?.stopsAfterEpoch ?? false,
    parameters: run.parameters,
    progress: run.progress,
    preparing: active?.preparing ?? null,
    metrics: run.metrics,
    bestEpoch: run.bestEpoch,
    engine: run.engine,
    engineReason: run.engineReason,
    computing: run.computing,
    error: active?.unsaved?.error ?? run.error,
    seconds: run.seconds,
    createdAt: run.createdAt,
    endedAt: run.endedAt,
  };
}

export function runDetail(context: EngineContext, named: NamedRun): RunDetail {
  const checkpoints = listCheckpoints(context.db.read, named.run.id).map(({ kind, epoch, metrics, bytes }) => ({
    kind,
    epoch,
    metrics,
    bytes,
  }));
  return { ...runSummary(context, named), graph: named.run.graph, bound: named.run.bound, checkpoints };
}
