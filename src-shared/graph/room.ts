import { heightOfNode, NODE_GAP } from './node-size.ts';
import { shownGraph } from './shown-graph.ts';
import type { Graph, GraphEdit, GraphNode } from './types.ts';

/** From where to where a layer reaches on the canvas; one in a folded group reaches as its card does. */
export function extentIn(graph: Graph): (node: GraphNode) => { readonly top: number; readonly bottom: number } {
  const { cards, cardOf } = graph.groups?.length ? shownGraph(graph) : { cards: [], cardOf: new Map<string, string>() };
  const boxes = new Map(cards.map(({ group, box }) => [group.id, box]));
  return (node) => {
    const card = boxes.get(cardOf.get(node.id) ?? '');
    if (card) return { top: card.y, bottom: card.y + card.height };
    return { top: node.position.y, bottom: node.position.y + heightOfNode(node) };
  };
}

/** Where the next layer stands below this one. */
export const below = (graph: Graph, node: GraphNode): number => extentIn(graph)(node).bottom + NODE_GAP;

/** Moves everything from a height on down by `shift`; nothing where there is room already. */
export function makeRoom(graph: Graph, shift: number, from: number): GraphEdit[] {
  if (shift <= 0) return [];
  const extent = extentIn(graph);
  const moved = graph.nodes.filter((node) => extent(node).top >= from);
  const positions = moved.map((node) => [node.id, { x: node.position.x, y: node.position.y + shift }] as const);
  return [{ kind: 'move', positions: Object.fromEntries(positions) }];
}
