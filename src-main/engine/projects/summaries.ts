import type { ProjectDetail, ProjectSummary } from '#shared/contract/requests/projects.ts';
import { topologicalOrder } from '#shared/graph/order.ts';
import type { Graph } from '#shared/graph/types.ts';
import { getLayer } from '#shared/layers/index.ts';
import type { ReadHandle } from '../db/database.ts';
import { getGraph } from '../db/graph-versions.ts';
import { getOverview, listProjects, type ProjectOverview } from '../db/projects.ts';
import { type LastRun, lastRuns } from '../db/runs.ts';

export function projectSummaries(db: ReadHandle): ProjectSummary[] {
  const runs = lastRuns(db);
  return listProjects(db).map((row) => summary(row, getGraph(db, row.id, row.graphVersion), runs.get(row.id)));
}

export function projectDetail(db: ReadHandle, id: string): ProjectDetail {
  const row = getOverview(db, id);
  const graph = getGraph(db, id, row.graphVersion);
  return { ...summary(row, graph, lastRuns(db, id).get(id)), graph, config: row.config };
}

function summary(row: ProjectOverview, graph: Graph, last: LastRun | undefined): ProjectSummary {
  return {
    id: row.id,
    name: row.name,
    dataset: row.datasetId && row.datasetName !== null ? { id: row.datasetId, name: row.datasetName } : null,
    graphVersion: row.graphVersion,
    families: families(graph),
    runs: row.runs,
    nextRun: row.nextRun,
    lastRun: last
      ? { id: last.id, number: last.number, state: last.state, metrics: last.metrics, best: last.best ?? 'val_loss' }
      : null,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

/** Along the graph; a layer that this version doesn't know has none. */
function families(graph: Graph): string[] {
  const types = new Map(graph.nodes.map((node) => [node.id, node.type]));
  return topologicalOrder(graph).flatMap((id) => getLayer(types.get(id) ?? '')?.family ?? []);
}
