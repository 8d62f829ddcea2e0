import { GROUP_HEAD, GROUP_PAD, NODE_GAP, NODE_WIDTH } from './node-size.ts';
import { topologicalOrder } from './order.ts';
import { boxOfNode, groupKey, type ShownGraph, shownGraph } from './shown-graph.ts';
import type { Graph, GraphEdit, GraphNode } from './types.ts';

/** From one column to the next: room for an edge that runs down between them. */
const COLUMN = NODE_WIDTH + 44;

interface Links {
  readonly sources: ReadonlyMap<string, readonly string[]>;
  readonly targets: ReadonlyMap<string, readonly string[]>;
}

function linksOf(graph: Graph): Links {
  const sources = new Map<string, string[]>();
  const targets = new Map<string, string[]>();
  for (const node of graph.nodes) {
    sources.set(node.id, []);
    targets.set(node.id, []);
  }
  for (const { source, target } of graph.edges) {
    sources.get(target)?.push(source);
    targets.get(source)?.push(target);
  }
  return { sources, targets };
}

/** How many layers come before each at least; and the longest way through, the network's spine. */
function depthsOf(order: readonly string[], { sources }: Links): { depth: Map<string, number>; spine: Set<string> } {
  const depth = new Map<string, number>();
  const before = new Map<string, string>();
  for (const id of order) {
    depth.set(id, 0);
    for (const source of sources.get(id) ?? []) {
      const next = (depth.get(source) ?? -1) + 1;
      if (next <= (depth.get(id) ?? 0)) continue;
      depth.set(id, next);
      before.set(id, source);
    }
  }
  let last = order[0];
  for (const id of order) if ((depth.get(id) ?? 0) > (depth.get(last ?? '') ?? -1)) last = id;
  const spine = new Set<string>();
  for (let id: string | undefined = last; id !== undefined; id = before.get(id)) spine.add(id);
  return { depth, spine };
}

/** Keeps a column's rows for one branch, from where it leaves to where it joins again. */
class Columns {
  readonly #taken: [from: number, to: number][][] = [];

  take(preferred: number, from: number, to: number): number {
    for (let column = preferred; ; column++) {
      this.#taken[column] ??= [];
      const rows = this.#taken[column] ?? [];
      if (rows.some(([start, end]) => start <= to && end >= from)) continue;
      rows.push([from, to]);
      return column;
    }
  }
}

/** The graph with each folded group as one node, which is what is laid out. */
function folded(graph: Graph, { nodes, cards, edges }: ShownGraph): Graph {
  const standIns = cards.map(
    ({ group, box }): GraphNode => ({ id: groupKey(group.id), type: '', params: {}, position: { x: box.x, y: box.y } }),
  );
  if (cards.length === 0) return graph;
  return {
    nodes: [...nodes, ...standIns],
    edges: edges.map(({ edge, source, target }) => ({ ...edge, source, target })),
  };
}

/**
 * Places all nodes from top to bottom as one undo step: the longest way straight down, each branch in a column beside it,
 * right above where it joins again.
 */
export function tidy(whole: Graph): GraphEdit {
  const shown = shownGraph(whole);
  const graph = folded(whole, shown);
  const links = linksOf(graph);
  const sorted = topologicalOrder(graph);
  const { depth, spine } = depthsOf(sorted, links);
  const depthOf = (id: string) => depth.get(id) ?? 0;
  for (const id of sorted.toReversed()) {
    const after = links.targets.get(id) ?? [];
    if (!spine.has(id) && after.length > 0) depth.set(id, Math.min(...after.map(depthOf)) - 1);
  }
  // What stands on a circle has no order: it goes below.
  let rows = 1 + Math.max(-1, ...depth.values());
  for (const node of graph.nodes) if (!depth.has(node.id)) depth.set(node.id, rows++);

  const columns = new Columns();
  const columnOf = new Map<string, number>();
  for (const id of sorted) {
    if (spine.has(id)) continue;
    const before = links.sources.get(id) ?? [];
    const from = Math.min(
      depthOf(id),
      ...before.filter((source) => spine.has(source)).map((source) => depthOf(source) + 1),
    );
    const to = Math.max(
      depthOf(id),
      ...(links.targets.get(id) ?? []).filter((target) => spine.has(target)).map((target) => depthOf(target) - 1),
    );
    const inherited = before.map((source) => columnOf.get(source)).find((column) => column !== undefined);
    columnOf.set(id, columns.take(inherited ?? 1, from, to));
  }

  const heights: number[] = Array.from({ length: rows }, () => 0);
  for (const node of graph.nodes) {
    const row = depthOf(node.id);
    heights[row] = Math.max(heights[row] ?? 0, boxOfNode(node).height);
  }
  const frames = roomForFrames(shown, depthOf, rows);
  const tops: number[] = [];
  heights.reduce((top, height, row) => {
    tops[row] = top + (frames.above[row] ?? 0);
    return (tops[row] ?? 0) + height + NODE_GAP + (frames.below[row] ?? 0);
  }, 0);
  const placeOf = (id: string) => ({ x: (columnOf.get(id) ?? 0) * COLUMN, y: tops[depthOf(id)] ?? 0 });
  const positions: Record<string, { x: number; y: number }> = {};
  for (const { id } of shown.nodes) positions[id] = placeOf(id);
  // What is in a folded group moves with its card.
  for (const { group, box, members } of shown.cards) {
    const { x, y } = placeOf(groupKey(group.id));
    for (const { id, position } of members) positions[id] = { x: position.x + x - box.x, y: position.y + y - box.y };
  }
  return { kind: 'move', positions };
}

/** Above the first row of an open group stands its name; below the last ends its frame. */
function roomForFrames(
  { frames, nodes, cards }: ShownGraph,
  depthOf: (id: string) => number,
  rows: number,
): { above: number[]; below: number[] } {
  const above = Array.from({ length: rows }, () => 0);
  const below = Array.from({ length: rows }, () => 0);
  for (const { members } of frames) {
    const inside = new Set(members);
    const depths = [
      ...nodes.filter((node) => inside.has(node)).map(({ id }) => depthOf(id)),
      ...cards.flatMap((card) =>
        card.members.some((node) => inside.has(node)) ? [depthOf(groupKey(card.group.id))] : [],
      ),
    ];
    const [first, last] = [Math.min(...depths), Math.max(...depths)];
    above[first] = (above[first] ?? 0) + GROUP_HEAD;
    below[last] = (below[last] ?? 0) + GROUP_PAD;
  }
  return { above, below };
}
