import { NODE_WIDTH } from '#shared/graph/node-size.ts';
import { below } from '#shared/graph/room.ts';
import type { Graph } from '#shared/graph/types.ts';
import { addAfter, addBefore, addFree, type End, type Gesture, type Position, splice } from './graph-edits.ts';
import { reachOutput } from './reach-output.ts';

/** Where quick-add was opened: behind an output, before an input, or nowhere in particular. */
export interface QuickAddPlace {
  readonly after: { readonly node: string; readonly port: string } | null;
  readonly before: End | null;
  /** Where an edge was dropped; null: where it fits. */
  readonly drop: Position | null;
}

/** How far above the pointer a layer begins that feeds what was drawn from. */
const ABOVE = 40;

/** Adds what was chosen there; `middle` is where a layer goes that has no place. */
export function quickAddGesture(graph: Graph, type: string, at: QuickAddPlace, middle: Position): Gesture {
  const { after, before, drop } = at;
  const dropped = drop && { x: drop.x - NODE_WIDTH / 2, y: before ? drop.y - ABOVE : drop.y };
  const free = addFree(graph, type, dropped ?? middle);
  if (before) return addBefore(graph, type, before, dropped ?? middle) ?? free;
  if (!after) return free;
  if (dropped) return addAfter(graph, type, after.node, dropped, after.port) ?? free;
  const [only, ...others] = graph.edges.filter(
    ({ source, sourcePort }) => source === after.node && sourcePort === after.port,
  );
  const into = only && others.length === 0 ? splice(graph, only.id, type) : null;
  const source = graph.nodes.find((node) => node.id === after.node);
  const place = source && { x: source.position.x, y: below(graph, source) };
  const added = place && addAfter(graph, type, after.node, place, after.port);
  const [id = ''] = added?.select ?? [];
  return into ?? (added ? { ...added, edit: reachOutput(graph, added.edit, { node: id, port: 'out' }) } : free);
}
