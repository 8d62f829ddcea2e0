import type { GraphAnalysis } from '#shared/graph/analysis-result.ts';
import { suggestNext } from '#shared/graph/suggest.ts';
import type { Graph } from '#shared/graph/types.ts';
import { input } from '#shared/layers/data/input.ts';
import { getLayer } from '#shared/layers/index.ts';

const SHOWN = 4;

/** After which node a network grows: the chosen one, or the one that leads to the output. */
export function growingPoint(graph: Graph, chosen: string | null): string | null {
  const output = graph.nodes.find((node) => getLayer(node.type)?.role === 'output');
  if (chosen !== null && chosen !== output?.id) return chosen;
  const before = graph.edges.find((edge) => edge.target === output?.id)?.source;
  if (before !== undefined) return before;
  const leading = new Set(graph.edges.map(({ source }) => source));
  return graph.nodes.findLast(({ id }) => id !== output?.id && !leading.has(id))?.id ?? null;
}

/** The layer types that usually follow there. */
export function usuallyNext(graph: Graph, analysis: GraphAnalysis, chosen: string | null): string[] {
  const anchorId = growingPoint(graph, chosen);
  const anchor = graph.nodes.find((node) => node.id === anchorId);
  if (!anchor) return graph.nodes.some((node) => getLayer(node.type)?.role === 'input') ? [] : [input.type];
  const hasOutput = graph.nodes.some((node) => getLayer(node.type)?.role === 'output');
  return suggestNext(anchor.type, analysis.nodes.get(anchor.id)?.output ?? null)
    .filter(({ reason, definition }) => reason === null && !(hasOutput && definition.role === 'output'))
    .slice(0, SHOWN)
    .map((suggestion) => suggestion.definition.type);
}
