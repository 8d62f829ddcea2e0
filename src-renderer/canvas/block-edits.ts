import { getBlock } from '#shared/blocks/index.ts';
import { type BlockPlace, insertBlock } from '#shared/blocks/insert-block.ts';
import { applyEdit } from '#shared/graph/apply-edit.ts';
import { GROUP_PAD, NODE_GAP } from '#shared/graph/node-size.ts';
import { extentIn } from '#shared/graph/room.ts';
import { boxOfNode, groupKey, shownGraph } from '#shared/graph/shown-graph.ts';
import type { Graph, GraphEdit } from '#shared/graph/types.ts';
import type { Gesture, Position } from './graph-edits.ts';
import { reachOutput } from './reach-output.ts';
import { growingPoint } from './usually-next.ts';

/** How a block is told from a layer where either is dragged. */
const PREFIX = 'block:';
export const blockKey = (type: string): string => `${PREFIX}${type}`;
export const blockOfKey = (key: string) => (key.startsWith(PREFIX) ? getBlock(key.slice(PREFIX.length)) : undefined);

/** A block on its own, where it was dropped. */
export const addBlockFree = (graph: Graph, key: string, { x, y }: Position): Gesture | null =>
  insert(graph, key, { kind: 'free', position: { x: Math.round(x), y: Math.round(y) } });

export const spliceBlock = (graph: Graph, edge: string, key: string): Gesture | null =>
  insert(graph, key, { kind: 'edge', edge });

/** A block where the network grows: into the only way on from a layer, else below it. */
export function appendBlock(graph: Graph, key: string, chosen: string | null, port = 'out'): Gesture | null {
  const after = growingPoint(graph, chosen);
  if (after === null) return insert(graph, key, { kind: 'free' });
  // Where it grows by itself, it grows by what comes out first.
  const from = after === chosen ? port : 'out';
  const [only, ...others] = graph.edges.filter((edge) => edge.source === after && edge.sourcePort === from);
  if (only && others.length === 0) return spliceBlock(graph, only.id, key);
  return insert(graph, key, { kind: 'after', sources: [{ id: after, port: from }] });
}

function insert(graph: Graph, key: string, place: BlockPlace): Gesture | null {
  const block = blockOfKey(key);
  const inserted = block ? insertBlock(graph, block, place) : null;
  if (!inserted) return null;
  const placed: GraphEdit = { kind: 'batch', edits: [inserted.edit, ...closeUp(graph, inserted.edit, inserted.group)] };
  const { id: node, port } = inserted.exit;
  const edit = place.kind === 'after' ? reachOutput(graph, placed, { node, port }) : placed;
  return { edit, select: [groupKey(inserted.group)] };
}

/** The room that was made is for all of its layers; folded, it needs that of a card, and takes the rest when opened. */
function closeUp(graph: Graph, edit: GraphEdit, group: string): GraphEdit[] {
  const result = applyEdit(graph, edit);
  const card = result.ok ? shownGraph(result.graph).cards.find((each) => each.group.id === group) : undefined;
  if (!result.ok || !card) return [];
  const bottom = card.box.y + card.box.height;
  const inside = new Set(card.members);
  // What lies in a folded group goes with its card.
  const extent = extentIn(result.graph);
  const below = result.graph.nodes.filter((node) => !inside.has(node) && extent(node).top > card.box.y);
  const needed = Math.max(...card.members.map(boxOfNode).map(({ y, height }) => y + height)) + GROUP_PAD - bottom;
  const spare = Math.min(...below.map((node) => extent(node).top)) - bottom - NODE_GAP;
  const shift = Math.min(needed, spare);
  if (below.length === 0 || shift <= 0) return [];
  const positions = below.map(({ id, position }) => [id, { x: position.x, y: position.y - shift }] as const);
  return [{ kind: 'move', positions: Object.fromEntries(positions) }];
}
