import type { Graph } from './types.ts';
import { type Wiring, wiringOf } from './wiring.ts';

export interface Order {
  /** Sources first, ties in the order of the graph; nodes on a cycle are left out. */
  readonly order: readonly string[];
  /** Groups of nodes that reach each other. */
  readonly cycles: readonly (readonly string[])[];
}

/** Sorts a graph topologically and finds its cycles, in time proportional to its size. */
export function orderOf(wiring: Wiring): Order {
  const order = sortedWithout(wiring, new Set());
  // Where all could be sorted there is no cycle to look for.
  if (order.length === wiring.nodes.size) return { order, cycles: [] };
  const cycles = findCycles(wiring);
  return { order: sortedWithout(wiring, new Set(cycles.flat())), cycles };
}

/** Nodes whose sources come before them, as if those left out were not there (Kahn, 1962). */
function sortedWithout(wiring: Wiring, left: ReadonlySet<string>): string[] {
  const waiting = new Map<string, number>();
  const order: string[] = [];
  for (const id of wiring.nodes.keys()) {
    if (left.has(id)) continue;
    const sources = wiring.incoming.get(id) ?? [];
    const count = left.size === 0 ? sources.length : sources.filter((edge) => !left.has(edge.source)).length;
    waiting.set(id, count);
    if (count === 0) order.push(id);
  }
  // The list grows while it is walked: each node is followed by those that it was the last to keep waiting.
  for (const id of order) {
    for (const { target } of wiring.outgoing.get(id) ?? []) {
      const open = waiting.get(target);
      if (open === undefined) continue;
      waiting.set(target, open - 1);
      if (open === 1) order.push(target);
    }
  }
  return order;
}

/** Node ids of a graph, sources first; for callers that know it to be free of cycles. */
export const topologicalOrder = (graph: Graph): readonly string[] => orderOf(wiringOf(graph)).order;

/** Tarjan's strongly connected components, without recursion: a chain of thousands of layers must not exhaust the stack. */
function findCycles(wiring: Wiring): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const onStack = new Set<string>();
  const stack: string[] = [];
  const cycles: string[][] = [];

  for (const root of wiring.nodes.keys()) {
    if (index.has(root)) continue;
    const frames: { id: string; next: number }[] = [];
    const enter = (id: string) => {
      index.set(id, index.size);
      low.set(id, index.get(id) ?? 0);
      stack.push(id);
      onStack.add(id);
      frames.push({ id, next: 0 });
    };
    const lower = (id: string, to: number | undefined) => low.set(id, Math.min(low.get(id) ?? 0, to ?? 0));

    enter(root);
    for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
      const edge = wiring.outgoing.get(frame.id)?.[frame.next];
      frame.next += 1;
      if (edge) {
        if (!index.has(edge.target)) enter(edge.target);
        else if (onStack.has(edge.target)) lower(frame.id, index.get(edge.target));
        continue;
      }
      frames.pop();
      const parent = frames.at(-1);
      if (parent) lower(parent.id, low.get(frame.id));
      if (low.get(frame.id) !== index.get(frame.id)) continue;
      const component = stack.splice(stack.lastIndexOf(frame.id));
      for (const id of component) onStack.delete(id);
      const itself = wiring.outgoing.get(frame.id)?.some((out) => out.target === frame.id);
      if (component.length > 1 || itself) cycles.push(component);
    }
  }
  return cycles;
}
