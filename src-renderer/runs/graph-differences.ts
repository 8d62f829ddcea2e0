import type { Graph, GraphNode } from '#shared/graph/types.ts';

export interface Difference {
  readonly what: string;
  readonly left: string;
  readonly right: string;
}

const show = (value: unknown): string =>
  value === undefined || value === null ? '–' : Array.isArray(value) ? value.join(' × ') : String(value);

/** Edges by the names of their ends: their ids say nothing. */
const wires = (graph: Graph): Map<string, number> => {
  const found = new Map<string, number>();
  for (const { source, target } of graph.edges) {
    const wire = `${source} → ${target}`;
    found.set(wire, (found.get(wire) ?? 0) + 1);
  }
  return found;
};

function paramDifferences(left: GraphNode, right: GraphNode): Difference[] {
  const names = [...new Set([...Object.keys(left.params), ...Object.keys(right.params)])];
  return names.flatMap((name) => {
    const a = left.params[name];
    const b = right.params[name];
    if (JSON.stringify(a) === JSON.stringify(b)) return [];
    return [{ what: `${left.id} ${name}`, left: show(a), right: show(b) }];
  });
}

/** In what two networks differ, layer by layer. Where a node stands on the canvas is no difference. */
export function graphDifferences(left: Graph, right: Graph): Difference[] {
  const rightNodes = new Map(right.nodes.map((node) => [node.id, node]));
  const leftIds = new Set(left.nodes.map(({ id }) => id));
  const found: Difference[] = [];
  for (const node of left.nodes) {
    const other = rightNodes.get(node.id);
    if (!other) found.push({ what: node.id, left: node.type, right: '–' });
    else if (other.type !== node.type) found.push({ what: node.id, left: node.type, right: other.type });
    else found.push(...paramDifferences(node, other));
  }
  for (const node of right.nodes) if (!leftIds.has(node.id)) found.push({ what: node.id, left: '–', right: node.type });
  const leftWires = wires(left);
  const rightWires = wires(right);
  for (const wire of new Set([...leftWires.keys(), ...rightWires.keys()])) {
    const a = leftWires.get(wire) ?? 0;
    const b = rightWires.get(wire) ?? 0;
    if (a !== b) found.push({ what: wire, left: a > 0 ? 'yes' : '–', right: b > 0 ? 'yes' : '–' });
  }
  return found;
}
