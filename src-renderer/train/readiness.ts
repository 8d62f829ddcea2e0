import type { Place } from '#renderer/client/place.ts';
import type { DatasetDetail } from '#shared/contract/requests/datasets.ts';
import { analyzeGraph } from '#shared/graph/analyze.ts';
import type { Graph } from '#shared/graph/types.ts';

/** Something that keeps a training from starting, and the place where it is put right. */
export interface Obstacle {
  readonly message: string;
  readonly place: Place;
  readonly placeTitle: string;
  readonly node?: string;
}

export function obstaclesOf(graph: Graph, dataset: DatasetDetail | null): Obstacle[] {
  if (!dataset) return [{ message: 'There is no data to learn from yet.', place: 'data', placeTitle: 'Data' }];
  const obstacles: Obstacle[] = [];
  if (dataset.splits.train === 0) {
    obstacles.push({ message: `${dataset.name} has no training picture.`, place: 'data', placeTitle: 'Data' });
  }
  const analysis = analyzeGraph(graph, { columns: dataset.columns, samples: dataset.splits });
  for (const problem of analysis.problems) {
    if (problem.severity !== 'error') continue;
    obstacles.push({
      message: problem.message,
      place: 'design',
      placeTitle: 'Design',
      ...(problem.node === undefined ? {} : { node: problem.node }),
    });
  }
  return obstacles;
}
