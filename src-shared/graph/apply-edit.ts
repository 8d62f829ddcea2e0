import { applyGroupEdit } from './apply-group-edit.ts';
import { type Edit, type EditResult, insertAt, refuse, withOptions } from './edit-result.ts';
import { type Graph, type GraphEdit, graphEdge, graphNode, nodeId } from './types.ts';

/**
 * Makes one change. The graph given is never touched, and unchanged nodes and edges keep their identity; an edit that does
 * not fit changes nothing, not even half of a batch. Applying `inverse` gives the graph from before, order included.
 */
export function applyEdit(graph: Graph, edit: GraphEdit): EditResult {
  switch (edit.kind) {
    case 'add-node':
      return addNode(graph, edit);
    case 'remove-node':
      return removeNode(graph, edit.id);
    case 'set-params':
      return setParams(graph, edit);
    case 'set-options':
      return setOptions(graph, edit);
    case 'add-group':
    case 'remove-group':
    case 'set-group':
      return applyGroupEdit(graph, edit);
    case 'rename':
      return rename(graph, edit);
    case 'move':
      return move(graph, edit);
    case 'add-edge':
      return addEdge(graph, edit);
    case 'remove-edge':
      return removeEdge(graph, edit.id);
    case 'batch':
      return batch(graph, edit.edits);
  }
}

const noNode = (id: string) => refuse(`${id}: there is no layer of this name.`, { node: id });

function addNode(graph: Graph, { node, index }: Edit<'add-node'>): EditResult {
  const parsed = graphNode.safeParse(node);
  if (!parsed.success)
    return refuse(`${node.id}: ${parsed.error.issues[0]?.message ?? 'not a layer'}.`, { node: node.id });
  if (graph.nodes.some(({ id }) => id === node.id)) {
    return refuse(`${node.id}: there is a layer of this name already.`, { node: node.id });
  }
  return {
    ok: true,
    graph: { ...graph, nodes: insertAt(graph.nodes, index, node) },
    inverse: { kind: 'remove-node', id: node.id },
  };
}

function removeNode(graph: Graph, id: string): EditResult {
  const index = graph.nodes.findIndex((node) => node.id === id);
  const node = graph.nodes[index];
  if (!node) return noNode(id);
  const touches = (edge: Graph['edges'][number]) => edge.source === id || edge.target === id;
  // Edges come back in ascending order, so that each finds its old place.
  const back = graph.edges.flatMap((edge, at): GraphEdit[] =>
    touches(edge) ? [{ kind: 'add-edge', edge, index: at }] : [],
  );
  return {
    ok: true,
    graph: {
      ...graph,
      nodes: graph.nodes.toSpliced(index, 1),
      edges: back.length > 0 ? graph.edges.filter((edge) => !touches(edge)) : graph.edges,
    },
    inverse: { kind: 'batch', edits: [{ kind: 'add-node', node, index }, ...back] },
  };
}

function setParams(graph: Graph, { id, params }: Edit<'set-params'>): EditResult {
  const index = graph.nodes.findIndex((node) => node.id === id);
  const node = graph.nodes[index];
  if (!node) return noNode(id);
  return {
    ok: true,
    graph: { ...graph, nodes: graph.nodes.with(index, { ...node, params }) },
    inverse: { kind: 'set-params', id, params: node.params },
  };
}

function setOptions(graph: Graph, { id, options }: Edit<'set-options'>): EditResult {
  const index = graph.nodes.findIndex((node) => node.id === id);
  const node = graph.nodes[index];
  if (!node) return noNode(id);
  const changed = withOptions(node, options);
  const parsed = graphNode.safeParse(changed);
  if (!parsed.success) return refuse(`${id}: ${parsed.error.issues[0]?.message ?? 'not an option'}.`, { node: id });
  if (options.group !== undefined && !graph.groups?.some((group) => group.id === options.group)) {
    return refuse(`${id}: there is no group ${options.group}.`, { node: id });
  }
  const before = Object.fromEntries(Object.keys(options).map((key) => [key, node[key as keyof typeof options]]));
  return {
    ok: true,
    graph: { ...graph, nodes: graph.nodes.with(index, changed) },
    inverse: { kind: 'set-options', id, options: before },
  };
}

function rename(graph: Graph, { id, to }: Edit<'rename'>): EditResult {
  const index = graph.nodes.findIndex((node) => node.id === id);
  const node = graph.nodes[index];
  if (!node) return noNode(id);
  const parsed = nodeId.safeParse(to);
  if (!parsed.success)
    return refuse(`${id}: can't be called ${JSON.stringify(to)}: ${parsed.error.issues[0]?.message}.`, { node: id });
  if (to !== id && graph.nodes.some((other) => other.id === to)) {
    return refuse(`${id}: can't be called ${to}, another layer has this name.`, { node: id });
  }
  // Renaming would otherwise give that layer an owner, which undoing couldn't tell from one it always had.
  const waiting = to === id ? undefined : graph.nodes.find((other) => other.shares === to);
  if (waiting) {
    return refuse(`${id}: can't be called ${to}, ${waiting.id} looks for weights of that name.`, { node: id });
  }
  return {
    ok: true,
    graph: {
      ...graph,
      nodes: graph.nodes.map((other) => {
        const renamed = other === node ? { ...node, id: to } : other;
        return renamed.shares === id ? { ...renamed, shares: to } : renamed;
      }),
      edges: graph.edges.map((edge) => {
        if (edge.source !== id && edge.target !== id) return edge;
        return {
          ...edge,
          source: edge.source === id ? to : edge.source,
          target: edge.target === id ? to : edge.target,
        };
      }),
    },
    inverse: { kind: 'rename', id: to, to: id },
  };
}

function move(graph: Graph, { positions }: Edit<'move'>): EditResult {
  const known = new Map(graph.nodes.map((node) => [node.id, node.position]));
  const missing = Object.keys(positions).find((id) => !known.has(id));
  if (missing !== undefined) return noNode(missing);
  const before = Object.keys(positions).map((id) => [id, known.get(id) ?? { x: 0, y: 0 }] as const);
  return {
    ok: true,
    graph: {
      ...graph,
      nodes: graph.nodes.map((node) => {
        const position = Object.hasOwn(positions, node.id) ? positions[node.id] : undefined;
        return position ? { ...node, position } : node;
      }),
    },
    inverse: { kind: 'move', positions: Object.fromEntries(before) },
  };
}

function addEdge(graph: Graph, { edge, index }: Edit<'add-edge'>): EditResult {
  const place = { edge: edge.id };
  const parsed = graphEdge.safeParse(edge);
  if (!parsed.success) return refuse(`A connection: ${parsed.error.issues[0]?.message ?? 'not a connection'}.`, place);
  if (graph.edges.some(({ id }) => id === edge.id)) return refuse(`There is a connection ${edge.id} already.`, place);
  for (const id of [edge.source, edge.target]) {
    if (!graph.nodes.some((node) => node.id === id)) return noNode(id);
  }
  return {
    ok: true,
    graph: { ...graph, edges: insertAt(graph.edges, index, edge) },
    inverse: { kind: 'remove-edge', id: edge.id },
  };
}

function removeEdge(graph: Graph, id: string): EditResult {
  const index = graph.edges.findIndex((edge) => edge.id === id);
  const edge = graph.edges[index];
  if (!edge) return refuse(`There is no connection ${id}.`, { edge: id });
  return {
    ok: true,
    graph: { ...graph, edges: graph.edges.toSpliced(index, 1) },
    inverse: { kind: 'add-edge', edge, index },
  };
}

function batch(graph: Graph, edits: readonly GraphEdit[]): EditResult {
  const inverses: GraphEdit[] = [];
  let current = graph;
  for (const edit of edits) {
    const result = applyEdit(current, edit);
    if (!result.ok) return result;
    current = result.graph;
    inverses.unshift(result.inverse);
  }
  return { ok: true, graph: current, inverse: { kind: 'batch', edits: inverses } };
}
