import type { Remedy } from '../layers/definition.ts';
import type { AnalysisContext } from './context.ts';
import type { Fix } from './problems.ts';
import { spliceEdit } from './splice.ts';
import type { GraphNode } from './types.ts';

/** Sets some parameters of a node and keeps the rest. */
export function setParamsFix(context: AnalysisContext, id: string, title: string, params: GraphNode['params']): Fix[] {
  const node = context.wiring.nodes.get(id);
  return node ? [{ title, edit: { kind: 'set-params', id, params: { ...node.params, ...params } } }] : [];
}

/** Puts a new layer between a node and one of its sources, the first where none is told. */
export function insertBeforeFix(
  context: AnalysisContext,
  id: string,
  title: string,
  layer: { readonly type: string; readonly params: GraphNode['params']; readonly input?: number },
): Fix[] {
  const edge = context.wiring.incoming.get(id)?.[layer.input ?? 0];
  const { type, params } = layer;
  const spliced = edge ? spliceEdit(context.graph, edge.id, { type, params }) : null;
  return spliced ? [{ title, edit: spliced.edit }] : [];
}

export const removeNodeFix = (id: string): Fix[] => [{ title: `Delete ${id}`, edit: { kind: 'remove-node', id } }];

export function removeEdgeFix(context: AnalysisContext, id: string): Fix[] {
  const edge = context.graph.edges.find((candidate) => candidate.id === id);
  const title = edge ? `Remove the connection ${edge.source} → ${edge.target}` : 'Remove the connection';
  return [{ title, edit: { kind: 'remove-edge', id } }];
}

/** A layer's own way out, for the graph that it stands in. */
export function remedyFix(context: AnalysisContext, id: string, remedy: Remedy): Fix[] {
  if (remedy.kind === 'set-params') return setParamsFix(context, id, remedy.title, remedy.params);
  return insertBeforeFix(context, id, remedy.title, remedy);
}
