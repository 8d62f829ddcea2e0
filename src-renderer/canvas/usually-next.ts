import type { GraphAnalysis } from '#shared/graph/analysis-result.ts';
import { suggestNext } from '#shared/graph/suggest.ts';
import type { Graph } from '#shared/graph/types.ts';
import { getLayer } from '#shared/layers/index.ts';

const SHOWN = 4;

/** The layer types that usually follow a node, or the layer before the output where none is selected. */
export function usuallyNext(graph: Graph, analysis: GraphAnalysis, after: string | null): string[] {
  const output = graph.nodes.find((node) => getLayer(node.type)?.role === 'output');
  const anchorId = after ?? graph.edges.find((edge) => edge.target === output?.id)?.source ?? null;
  const anchor = graph.nodes.find((node) => node.id === anchorId);
  if (!anchor) return [];
  return suggestNext(anchor.type, analysis.nodes.get(anchor.id)?.output ?? null)
    .filter((suggestion) => suggestion.reason === null)
    .slice(0, SHOWN)
    .map((suggestion) => suggestion.definition.type);
}
