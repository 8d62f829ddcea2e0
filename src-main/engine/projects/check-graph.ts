import { extname } from 'node:path';
import type { z } from 'zod';
import type { graphLayer, graphProblem, graphTotals } from '#shared/contract/requests/graphs.ts';
import type { GraphAnalysis } from '#shared/graph/analysis-result.ts';
import { analyzeGraph } from '#shared/graph/analyze.ts';
import type { Graph } from '#shared/graph/types.ts';
import { knownElements } from '#shared/shapes/tensors.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { EngineContext } from '../context.ts';
import { isModelFile, readModelFile } from './model-file.ts';
import { readProjectFile } from './project-file.ts';

export interface GraphReport {
  ok: boolean;
  parameters: number | null;
  totals: z.infer<typeof graphTotals> | null;
  problems: z.infer<typeof graphProblem>[];
  layers: z.infer<typeof graphLayer>[];
  graph: Graph;
}

/** Everything that is known of the graph in a file, however broken it is. */
export async function checkGraphFile(context: Pick<EngineContext, 'home' | 'log'>, path: string): Promise<GraphReport> {
  const graph = await readGraph(context, path);
  const analysis = analyzeGraph(graph);
  return {
    ok: analysis.problems.every((problem) => problem.severity !== 'error'),
    parameters: analysis.totals?.parameters ?? null,
    totals: analysis.totals && {
      ...analysis.totals,
      nonTrainable: analysis.totals.parameters - analysis.totals.trainable,
    },
    problems: analysis.problems.map(({ fixes: _fixes, ...problem }) => problem),
    layers: graphLayers(graph, analysis),
    graph,
  };
}

async function readGraph(context: Pick<EngineContext, 'home' | 'log'>, path: string): Promise<Graph> {
  if (extname(path).toLowerCase() === '.strata') return (await readProjectFile(path)).graph;
  if (isModelFile(path)) return (await readModelFile(context, path, null)).graph;
  throw new AppError(
    'NOT_SUPPORTED',
    `${path}: a graph is read from a .strata, .keras or .h5 file, or from the model.json of TF.js.`,
    { path },
  );
}

/** In the order in which they compute; layers on a cycle come last. The batch is the null in front of each shape. */
function graphLayers(graph: Graph, analysis: GraphAnalysis): GraphReport['layers'] {
  const place = new Map(analysis.order.map((id, index) => [id, index]));
  const rank = (id: string) => place.get(id) ?? Number.MAX_SAFE_INTEGER;
  return graph.nodes
    .toSorted((a, b) => rank(a.id) - rank(b.id))
    .map(({ id, type }) => {
      const node = analysis.nodes.get(id);
      const output = node?.output ?? null;
      const sees = analysis.receptiveFields.get(id) ?? null;
      return {
        id,
        type,
        outputShape: output && [null, ...output.dims.map((dim) => dim.size)],
        axes: output && ['batch', ...output.dims.map((dim) => dim.axis)],
        parameters: node?.parameters ?? null,
        flops: node?.flops ?? null,
        activationBytes: output && 4 * knownElements(output),
        sees: sees === null || sees === 'all' ? sees : [...sees],
      };
    });
}
