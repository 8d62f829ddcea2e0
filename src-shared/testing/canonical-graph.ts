import { groupPath } from '../graph/grouping.ts';
import type { Graph, GraphNode } from '../graph/types.ts';
import { wiringOf } from '../graph/wiring.ts';
import { getLayer } from '../layers/index.ts';
import { parseParams } from '../layers/parse-params.ts';

/** What a file leaves out is the default. */
function complete({ type, params }: GraphNode): unknown {
  const definition = getLayer(type);
  return definition ? parseParams(definition, params).params : params;
}

/** A graph apart from what Keras's files don't know: places, ids of groups and edges, and the order of lists. */
export function canonicalGraph(graph: Graph): unknown {
  const wiring = wiringOf(graph);
  const nodes = graph.nodes.map(({ position: _position, group, ...node }) => ({
    ...node,
    params: complete(node as GraphNode),
    groups: groupPath(graph, group).map(({ title, sequential }) => ({ title, sequential })),
    from: (wiring.incoming.get(node.id) ?? []).map(({ source, sourcePort, targetPort }) => [
      `${source} ${sourcePort}`,
      targetPort,
    ]),
  }));
  // Groups of one title are told apart by what lies in them.
  const groups = (graph.groups ?? []).map(({ id }) =>
    graph.nodes
      .flatMap((node) => (groupPath(graph, node.group).some((group) => group.id === id) ? [node.id] : []))
      .sort(),
  );
  return {
    nodes: nodes.sort((a, b) => (a.id < b.id ? -1 : 1)),
    groups: groups.filter((members) => members.length > 0).sort((a, b) => (a.join() < b.join() ? -1 : 1)),
    ends: graph.nodes.flatMap(({ id, type }) => (type === 'output' || type === 'input' ? [id] : [])),
  };
}
