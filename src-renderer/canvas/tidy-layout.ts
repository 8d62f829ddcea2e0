import dagre from '@dagrejs/dagre';
import type { Graph, GraphEdit } from '#shared/graph/types.ts';
import { getLayer } from '#shared/layers/index.ts';
import { heightOfNode, NODE_GAP, NODE_WIDTH } from './node-size.ts';

/** Places all nodes from top to bottom along the edges, as one undo step. */
export function tidy(graph: Graph): GraphEdit {
  const layout = new dagre.graphlib.Graph();
  layout.setGraph({ rankdir: 'TB', nodesep: 34, ranksep: NODE_GAP, ranker: 'tight-tree' });
  layout.setDefaultEdgeLabel(() => ({}));
  for (const node of graph.nodes) {
    layout.setNode(node.id, { width: NODE_WIDTH, height: heightOfNode(getLayer(node.type)) });
  }
  for (const edge of graph.edges) layout.setEdge(edge.source, edge.target);
  dagre.layout(layout);

  const positions: Record<string, { x: number; y: number }> = {};
  const left = Math.min(...graph.nodes.map((node) => layout.node(node.id).x - NODE_WIDTH / 2));
  for (const node of graph.nodes) {
    const { x, y, height } = layout.node(node.id);
    positions[node.id] = { x: Math.round(x - NODE_WIDTH / 2 - left), y: Math.round(y - height / 2) };
  }
  return { kind: 'move', positions };
}
