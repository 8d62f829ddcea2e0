import type { InputPort } from '../layers/definition.ts';
import { getLayer } from '../layers/index.ts';
import { inPortOrder } from './ports.ts';
import type { Graph, GraphEdge, GraphNode } from './types.ts';

/** A graph's nodes by id and edges by node. Where ids repeat, the first node counts; edges to nowhere are left out. */
export interface Wiring {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** In the order of a layer's inputs: that of its named ports, else that of the edge list. */
  readonly incoming: ReadonlyMap<string, readonly GraphEdge[]>;
  readonly outgoing: ReadonlyMap<string, readonly GraphEdge[]>;
}

export function wiringOf(graph: Graph): Wiring {
  const nodes = new Map<string, GraphNode>();
  const incoming = new Map<string, GraphEdge[]>();
  const outgoing = new Map<string, GraphEdge[]>();
  for (const node of graph.nodes) {
    if (nodes.has(node.id)) continue;
    nodes.set(node.id, node);
    incoming.set(node.id, []);
    outgoing.set(node.id, []);
  }
  for (const edge of graph.edges) {
    const into = incoming.get(edge.target);
    const from = outgoing.get(edge.source);
    if (!into || !from) continue;
    into.push(edge);
    from.push(edge);
  }
  for (const [id, edges] of incoming) {
    if (edges.length < 2) continue;
    const ports = getLayer(nodes.get(id)?.type ?? '')?.ports;
    if (ports) edges.sort((a, b) => placeOf(ports, a) - placeOf(ports, b));
  }
  return { nodes, incoming, outgoing };
}

function placeOf(ports: readonly InputPort[], edge: GraphEdge): number {
  const place = ports.findIndex((port) => port.name === edge.targetPort);
  return place === -1 ? ports.length : place;
}

/** What feeds each input of a node: for a port that stays open before another, the edge that stands in for its own. */
export function inputsOf({ nodes, incoming }: Pick<Wiring, 'nodes' | 'incoming'>, id: string): readonly GraphEdge[] {
  const edges = incoming.get(id) ?? [];
  const ports = edges.length > 1 ? getLayer(nodes.get(id)?.type ?? '')?.ports : undefined;
  if (!ports?.some(({ otherwise }) => otherwise !== undefined)) return edges;
  const filled = inPortOrder(ports, new Map(edges.map((edge) => [edge.targetPort, edge])));
  // Two into one port, or one into none: a problem, of which all edges are part.
  return edges.every((edge) => filled.includes(edge)) ? filled : edges;
}

/** A node's sources, in the order of its inputs. */
export const sourcesOf = (wiring: Wiring, id: string): string[] =>
  (wiring.incoming.get(id) ?? []).map((edge) => edge.source);

/** The source of a node's first input, without a list of all. */
export const firstSourceOf = (wiring: Wiring, id: string): string | undefined => wiring.incoming.get(id)?.[0]?.source;

/** All nodes that the given ones depend on, themselves included. */
export function ancestorsOf(wiring: Wiring, ids: readonly string[]): Set<string> {
  const seen = new Set<string>(ids);
  const open = [...ids];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const { source } of wiring.incoming.get(id) ?? []) {
      if (seen.has(source)) continue;
      seen.add(source);
      open.push(source);
    }
  }
  return seen;
}
