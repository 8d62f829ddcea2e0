import type { GraphNode } from './types.ts';
import type { Wiring } from './wiring.ts';

/** The layer that owns a node's weights: the node itself, unless it uses another's. */
export const ownerOf = (wiring: Pick<Wiring, 'nodes'>, node: GraphNode): GraphNode =>
  (node.shares === undefined ? undefined : wiring.nodes.get(node.shares)) ?? node;

/** A node with the parameters it works by: where it uses another layer's weights, that layer's. */
export function asShared(wiring: Pick<Wiring, 'nodes'>, node: GraphNode): GraphNode {
  const owner = ownerOf(wiring, node);
  return owner === node || owner.type !== node.type ? node : { ...node, params: owner.params, frozen: owner.frozen };
}
