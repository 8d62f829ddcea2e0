import type { RunDetail, RunSummary } from '#shared/contract/requests/runs.ts';
import { listCheckpoints } from '../db/checkpoints.ts';
import type { ReadHandle } from '../db/database.ts';
import type { NamedRun } from '../db/runs.ts';

export function runSummary({ run, projectName, datasetId, datasetName, versionNumber }: NamedRun): RunSummary {
  return {
    id: run.id,
    number: run.number,
    project: { id: run.projectId, name: projectName },
    dataset: { id: datasetId, name: datasetName, version: run.datasetVersionId, versionNumber },
    graphVersion: run.graphVersion,
    state: run.state,
    config: run.config,
    parameters: run.parameters,
    progress: run.progress,
    metrics: run.metrics,
    bestEpoch: run.bestEpoch,
    engine: run.engine,
    error: run.error,
    seconds: run.seconds,
    createdAt: run.createdAt,
    endedAt: run.endedAt,
  };
}

export function runDetail(db: ReadHandle, named: NamedRun): RunDetail {
  const checkpoints = listCheckpoints(db, named.run.id).map(({ kind, epoch, metrics, bytes }) => ({
    kind,
    epoch,
    metrics,
    bytes,
  }));
  return { ...runSummary(named), graph: named.run.graph, bound: named.run.bound, checkpoints };
}
