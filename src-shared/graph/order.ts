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
  const cycles = findCycles(wiring);
  const cyclic = new Set(cycles.flat());
  const waiting = new Map<string, number>();
  for (const id of wiring.nodes.keys()) {
    if (cyclic.has(id)) continue;
    const sources = wiring.incoming.get(id) ?? [];
    waiting.set(id, sources.filter((edge) => !cyclic.has(edge.source)).length);
  }
  const order = [...waiting].filter(([, count]) => count === 0).map(([id]) => id);
  // The list grows while it is walked: each node is followed by those that it was the last to keep waiting.
  for (const id of order) {
    for (const { target } of wiring.outgoing.get(id) ?? []) {
      const left = (waiting.get(target) ?? 0) - 1;
      if (!waiting.has(target)) continue;
      waiting.set(target, left);
      if (left === 0) order.push(target);
    }
  }
  return { order, cycles };
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
