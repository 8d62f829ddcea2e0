import { appendEdit, connectEdit, insertEdit, prependEdit } from '#shared/graph/insert.ts';
import { freePort } from '#shared/graph/ports.ts';
import { below } from '#shared/graph/room.ts';
import { spliceEdit } from '#shared/graph/splice.ts';
import type { Graph, GraphEdit, GraphNode } from '#shared/graph/types.ts';
import { getLayer } from '#shared/layers/index.ts';
import { reachOutput } from './reach-output.ts';

export interface Position {
  readonly x: number;
  readonly y: number;
}

/** A change, and what is selected after it. */
export interface Gesture {
  readonly edit: GraphEdit;
  readonly select: readonly string[];
}

/** Beside a node that already leads somewhere: a branch. */
const COLUMN = 250;

const outEdges = (graph: Graph, id: string) => graph.edges.filter((edge) => edge.source === id);
const nodeOf = (graph: Graph, id: string) => graph.nodes.find((node) => node.id === id);
const roleOf = (node: GraphNode) => getLayer(node.type)?.role;

const gesture = ({ edit, id }: { edit: GraphEdit; id: string }): Gesture => ({ edit, select: [id] });

/** Everything that comes after a node along the edges. */
export function downstream(graph: Graph, from: string): Set<string> {
  const found = new Set<string>();
  const queue = [from];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const edge of outEdges(graph, id)) {
      if (found.has(edge.target)) continue;
      found.add(edge.target);
      queue.push(edge.target);
    }
  }
  return found;
}

/** A node on its own, where it was dropped. */
export const addFree = (graph: Graph, type: string, position: Position): Gesture =>
  gesture(insertEdit(graph, { type, position: rounded(position) }));

const rounded = ({ x, y }: Position): Position => ({ x: Math.round(x), y: Math.round(y) });

/** Puts a node into an edge; null where the layer takes no input. */
export function splice(graph: Graph, edgeId: string, type: string): Gesture | null {
  if (getLayer(type)?.arity === 'none') return null;
  const spliced = spliceEdit(graph, edgeId, { type });
  return spliced && gesture(spliced);
}

/**
 * Adds a node after another: into its only outgoing edge, else below it. Without a node to follow, it goes before the
 * output, where a network grows, or below everything.
 */
export function append(graph: Graph, type: string, after: string | null, port = 'out'): Gesture {
  const anchor = after === null ? undefined : nodeOf(graph, after);
  if (anchor && roleOf(anchor) === 'output') return append(graph, type, null);
  const output = graph.nodes.find((node) => roleOf(node) === 'output');
  const ways = anchor
    ? outEdges(graph, anchor.id).filter(({ sourcePort }) => sourcePort === port)
    : graph.edges.filter((edge) => edge.target === output?.id);
  const [only, ...others] = ways;
  const spliced = only && others.length === 0 ? splice(graph, only.id, type) : null;
  if (spliced) return spliced;
  const last = anchor ?? lowest(graph.nodes.filter((node) => node !== output));
  if (!last || getLayer(type)?.arity === 'none') return gesture(insertEdit(graph, { type }));
  const position = { x: last.position.x + ways.length * COLUMN, y: below(graph, last) };
  const added = addAfter(graph, type, last.id, position, anchor ? port : 'out');
  if (!added) return gesture(insertEdit(graph, { type }));
  const [id = ''] = added.select;
  return { ...added, edit: reachOutput(graph, added.edit, { node: id, port: 'out' }) };
}

function lowest(nodes: readonly GraphNode[]): GraphNode | undefined {
  return nodes.reduce<GraphNode | undefined>(
    (low, node) => (!low || node.position.y > low.position.y ? node : low),
    undefined,
  );
}

/** A node at a place, fed by another: an edge that was dropped on empty canvas. */
export function addAfter(
  graph: Graph,
  type: string,
  source: string,
  position: Position,
  sourcePort = 'out',
): Gesture | null {
  const added = appendEdit(graph, source, { type, position: rounded(position) }, sourcePort);
  return added && gesture(added);
}

/** A node at a place that feeds one of another's inputs: an edge that was drawn backwards, onto empty canvas. */
export function addBefore(graph: Graph, type: string, into: End, position: Position): Gesture | null {
  const port = into.port ?? freePort(graph, into.node);
  const added = prependEdit(graph, { type, position: rounded(position) }, into.node, port);
  return added && gesture(added);
}

/** One end of a connection; the port is null where any will do. */
export interface End {
  readonly node: string;
  readonly port: string | null;
}

/** Why an edge can't be drawn, or null where it can. */
export function whyNotConnect(graph: Graph, from: End, into: End): string | null {
  const [source, target] = [from.node, into.node];
  const to = nodeOf(graph, target);
  if (!to || !nodeOf(graph, source)) return 'one end is missing';
  if (source === target) return 'a layer can’t feed itself';
  if (getLayer(to.type)?.arity === 'none') return `${target} takes no input`;
  const isThere = graph.edges.some(
    (edge) =>
      edge.source === source &&
      edge.target === target &&
      (edge.sourcePort === from.port || from.port === null) &&
      (edge.targetPort === into.port || into.port === null),
  );
  if (isThere) return 'they are connected already';
  if (downstream(graph, target).has(source)) return 'that would make a circle';
  return null;
}

/** Draws an edge; a layer with one input, and a named input, lets go of the one it had. */
export function connect(graph: Graph, from: End, into: End): GraphEdit | null {
  if (whyNotConnect(graph, from, into)) return null;
  const [source, target] = [from.node, into.node];
  const arity = getLayer(nodeOf(graph, target)?.type ?? '')?.arity;
  const replaced = graph.edges.filter(
    (edge) => edge.target === target && (arity === 'one' || (arity === 'named' && edge.targetPort === into.port)),
  );
  const ports = { ...(from.port ? { sourcePort: from.port } : {}), ...(into.port ? { targetPort: into.port } : {}) };
  return {
    kind: 'batch',
    edits: [
      ...replaced.map((edge): GraphEdit => ({ kind: 'remove-edge', id: edge.id })),
      connectEdit(graph, source, target, ports),
    ],
  };
}
