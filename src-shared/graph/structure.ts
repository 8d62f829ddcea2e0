import { type Order, orderOf } from './order.ts';
import type { Graph } from './types.ts';
import { type Wiring, wiringOf } from './wiring.ts';

/** What follows from names, types and connections alone, whatever the parameters are. */
export interface Structure extends Order {
  readonly wiring: Wiring;
}

export type StructureOf = (graph: Graph) => Structure;

export const structureOf: StructureOf = (graph) => {
  const wiring = wiringOf(graph);
  return { wiring, ...orderOf(wiring) };
};

/** Remembers the last graph's structure: most edits (parameters, places, groups) leave it as it is. */
export function createStructureOf(): StructureOf {
  let last: { readonly graph: Graph; readonly structure: Structure } | null = null;
  return (graph) => {
    const structure = last && isSame(last.graph, graph) ? withNodes(last.structure, graph) : structureOf(graph);
    last = { graph, structure };
    return structure;
  };
}

const isSame = (before: Graph, after: Graph): boolean =>
  before.edges === after.edges &&
  before.nodes.length === after.nodes.length &&
  after.nodes.every((node, index) => {
    const old = before.nodes[index];
    return old === node || (old?.id === node.id && old.type === node.type);
  });

function withNodes(structure: Structure, { nodes: all }: Graph): Structure {
  const nodes = new Map<string, Graph['nodes'][number]>();
  for (const node of all) if (!nodes.has(node.id)) nodes.set(node.id, node);
  return { ...structure, wiring: { ...structure.wiring, nodes } };
}
