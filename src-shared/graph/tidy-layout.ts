import { getLayer } from '../layers/index.ts';
import { heightOfNode, NODE_GAP, NODE_WIDTH } from './node-size.ts';
import { topologicalOrder } from './order.ts';
import type { Graph, GraphEdit } from './types.ts';

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

/**
 * Places all nodes from top to bottom as one undo step: the longest way straight down, each branch in a column beside it,
 * right above where it joins again.
 */
export function tidy(graph: Graph): GraphEdit {
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
    heights[row] = Math.max(heights[row] ?? 0, heightOfNode(getLayer(node.type)));
  }
  const tops: number[] = [];
  heights.reduce((top, height, row) => {
    tops[row] = top;
    return top + height + NODE_GAP;
  }, 0);
  const positions: Record<string, { x: number; y: number }> = {};
  for (const node of graph.nodes) {
    positions[node.id] = { x: (columnOf.get(node.id) ?? 0) * COLUMN, y: tops[depthOf(node.id)] ?? 0 };
  }
  return { kind: 'move', positions };
}
