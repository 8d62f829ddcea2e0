import { getLayer } from '../layers/index.ts';
import { nextEdgeId, nextId } from './names.ts';
import { entryPort, freePort } from './ports.ts';
import { below } from './room.ts';
import { type NewNode, ROW, spliceEdit } from './splice.ts';
import type { Graph, GraphEdge, GraphEdit } from './types.ts';
import { wiringOf } from './wiring.ts';

/** Adds a layer that stands alone. */
export function insertEdit(graph: Graph, add: NewNode): { edit: GraphEdit; id: string } {
  const id = add.id ?? nextId(graph, add.type);
  const lowest = Math.max(-ROW, ...graph.nodes.map((node) => node.position.y));
  const position = add.position ?? { x: graph.nodes[0]?.position.x ?? 0, y: lowest + ROW };
  return { edit: { kind: 'add-node', node: { id, type: add.type, params: add.params ?? {}, position } }, id };
}

/** Adds a layer below another and connects the two; for an edge dropped on empty canvas. Null where `after` is not there. */
export function appendEdit(
  graph: Graph,
  after: string,
  add: NewNode,
  sourcePort = 'out',
): { edit: GraphEdit; id: string } | null {
  const source = graph.nodes.find((node) => node.id === after);
  if (!source) return null;
  const position = add.position ?? { x: source.position.x, y: below(graph, source) };
  const { edit, id } = insertEdit(graph, { ...add, position });
  const targetPort = entryPort(add.type, sourcePort);
  const edge = { id: nextEdgeId(graph, after, id), source: after, sourcePort, target: id, targetPort };
  return { edit: { kind: 'batch', edits: [edit, { kind: 'add-edge', edge }] }, id };
}

/** Connects two layers: the result of the one with the first open port of the other, unless ports are told. */
export const connectEdit = (
  graph: Graph,
  source: string,
  target: string,
  ports: { readonly sourcePort?: string; readonly targetPort?: string } = {},
): GraphEdit => ({
  kind: 'add-edge',
  edge: {
    id: nextEdgeId(graph, source, target),
    source,
    sourcePort: ports.sourcePort ?? 'out',
    target,
    targetPort: ports.targetPort ?? freePort(graph, target),
  },
});

/**
 * Adds a layer that feeds an input of another: on the connection that leads there already, else by a new one. Null where
 * the other is not there.
 */
export function prependEdit(
  graph: Graph,
  add: NewNode & { readonly position: { readonly x: number; readonly y: number } },
  target: string,
  targetPort: string,
): { edit: GraphEdit; id: string } | null {
  const node = graph.nodes.find(({ id }) => id === target);
  if (!node) return null;
  const there = graph.edges.filter((edge) => edge.target === target && edge.targetPort === targetPort);
  const takesMany = getLayer(node.type)?.arity === 'many';
  const [only] = there;
  const isOpen = getLayer(add.type)?.arity !== 'none';
  if (only && there.length === 1 && isOpen && !takesMany) return spliceEdit(graph, only.id, add);
  const { edit, id } = insertEdit(graph, add);
  const gone = takesMany ? [] : there.map((edge): GraphEdit => ({ kind: 'remove-edge', id: edge.id }));
  return { edit: { kind: 'batch', edits: [...gone, edit, connectEdit(graph, id, target, { targetPort })] }, id };
}

/**
 * Deletes layers. Where a deleted one had one source, what it fed is connected to that source instead, unless `heal` is
 * false: taking a layer out of a chain should not tear the chain.
 */
export function removeEdit(graph: Graph, ids: readonly string[], heal = true): GraphEdit {
  const gone = new Set(ids);
  const edits: GraphEdit[] = [];
  if (heal) {
    const healed: string[] = [];
    const sources = wiringOf(graph).incoming;
    for (const [index, edge] of graph.edges.entries()) {
      if (!gone.has(edge.source) || gone.has(edge.target)) continue;
      const source = survivingSource(sources, gone, edge.source);
      if (source === null) continue;
      const id = nextEdgeId(graph, source, edge.target, healed);
      healed.push(id);
      // Right behind the edge that it replaces, which keeps the order of the target's inputs.
      edits.push({ kind: 'add-edge', edge: { ...edge, id, source }, index: index + healed.length });
    }
  }
  edits.push(...[...gone].map((id): GraphEdit => ({ kind: 'remove-node', id })));
  return { kind: 'batch', edits };
}

function survivingSource(
  sources: ReadonlyMap<string, readonly GraphEdge[]>,
  gone: ReadonlySet<string>,
  from: string,
): string | null {
  const seen = new Set<string>();
  let id = from;
  while (gone.has(id)) {
    const edges = sources.get(id) ?? [];
    const only = edges[0];
    if (!only || edges.length > 1 || seen.has(id)) return null;
    seen.add(id);
    id = only.source;
  }
  return id;
}
