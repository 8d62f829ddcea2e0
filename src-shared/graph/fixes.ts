import type { Remedy } from '../layers/definition.ts';
import type { AnalysisContext } from './context.ts';
import { connectEdit } from './insert.ts';
import type { Fix } from './problems.ts';
import { spliceEdit } from './splice.ts';
import type { GraphEdge, GraphEdit, GraphNode } from './types.ts';
import { firstSourceOf } from './wiring.ts';

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
  if (remedy.kind === 'set-source-params') {
    const source = firstSourceOf(context.wiring, id) ?? id;
    const known = context.nodes.get(source)?.params ?? {};
    const has = Object.keys(remedy.params).every((param) => Object.hasOwn(known, param));
    return has ? setParamsFix(context, source, remedy.title, remedy.params) : [];
  }
  return insertBeforeFix(context, id, remedy.title, remedy);
}

/** Another layer in a node's place, with its name and connections. */
export function replaceNodeFix(
  context: AnalysisContext,
  id: string,
  title: string,
  layer: {
    readonly type: string;
    readonly params?: GraphNode['params'];
    /** Where its ports have other names. */
    readonly moved?: (edge: GraphEdge) => GraphEdge;
  },
): Fix[] {
  const { type, params = {}, moved = (edge) => edge } = layer;
  const { nodes, edges } = context.graph;
  const index = nodes.findIndex((node) => node.id === id);
  const node = nodes[index];
  if (!node || nodes.some(({ shares }) => shares === id)) return [];
  const { shares: _, ...kept } = node;
  const again = edges.flatMap((edge, at): GraphEdit[] =>
    edge.source === id || edge.target === id ? [{ kind: 'add-edge', edge: moved(edge), index: at }] : [],
  );
  const edits: GraphEdit[] = [
    { kind: 'remove-node', id },
    { kind: 'add-node', node: { ...kept, type, params }, index },
    ...again,
  ];
  return [{ title, edit: { kind: 'batch', edits } }];
}

/** A layer that only passes values on trades places with the one behind it. */
export function swapWithNextFix(context: AnalysisContext, id: string, title: string): Fix[] {
  const [before, ...moreBefore] = context.wiring.incoming.get(id) ?? [];
  const [between, ...moreBetween] = context.wiring.outgoing.get(id) ?? [];
  const next = between?.target;
  const [node, after] = [context.wiring.nodes.get(id), context.wiring.nodes.get(next ?? '')];
  if (!before || !between || !node || !after || moreBefore.length + moreBetween.length > 0) return [];
  if ((context.wiring.incoming.get(after.id)?.length ?? 0) !== 1) return [];
  const edges = context.graph.edges.flatMap((edge, index): GraphEdit[] => {
    const moved =
      edge === before
        ? { ...edge, target: after.id }
        : edge === between
          ? { ...edge, source: after.id, target: id }
          : edge.source === after.id
            ? { ...edge, source: id }
            : edge;
    return moved === edge
      ? []
      : [
          { kind: 'remove-edge', id: edge.id },
          { kind: 'add-edge', edge: moved, index },
        ];
  });
  const positions = { [id]: after.position, [after.id]: node.position };
  return [{ title, edit: { kind: 'batch', edits: [...edges, { kind: 'move', positions }] } }];
}

/** Connects a layer that leads nowhere to the output that nothing leads into. */
export function toOpenOutputFix({ graph, wiring, outputs }: AnalysisContext, id: string): Fix[] {
  const output = outputs.find((each) => !wiring.incoming.get(each)?.length);
  const isEnd = id !== output && !wiring.outgoing.get(id)?.length;
  if (output === undefined || !isEnd) return [];
  return [{ title: `Connect ${id} to ${output}`, edit: connectEdit(graph, id, output) }];
}
