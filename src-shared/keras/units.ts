import { type Order, orderOf } from '../graph/order.ts';
import type { GraphEdge } from '../graph/types.ts';
import type { Wiring } from '../graph/wiring.ts';
import type { Nesting } from './nesting.ts';

/** What stands in a model as one layer: a node, or a group that is called as a model. */
export interface Unit {
  readonly id: string;
  readonly isGroup: boolean;
}

/** Told apart though a group may have the name of a node. */
export const unitKey = ({ id, isGroup }: Unit): string => `${isGroup ? 'group' : 'node'} ${id}`;

/** What a node is a part of in a model `depth` models deep. */
export function unitOf(node: string, depth: number, pathOf: Nesting['pathOf']): Unit {
  const group = pathOf(node)[depth];
  return group === undefined ? { id: node, isGroup: false } : { id: group, isGroup: true };
}

/** Sorts the units of a model by what leads from one to the other; `nodes`: all that lie in it, however deep. */
export function orderOfUnits(
  nodes: readonly string[],
  depth: number,
  wiring: Wiring,
  pathOf: Nesting['pathOf'],
): Order {
  const units = new Map(nodes.map((node) => [node, unitKey(unitOf(node, depth, pathOf))]));
  const keys = new Set(units.values());
  const incoming = new Map([...keys].map((key): [string, GraphEdge[]] => [key, []]));
  const outgoing = new Map([...keys].map((key): [string, GraphEdge[]] => [key, []]));
  const seen = new Set<string>();
  for (const [node, target] of units) {
    for (const edge of wiring.incoming.get(node) ?? []) {
      const source = units.get(edge.source);
      const id = `${source} > ${target}`;
      if (source === undefined || source === target || seen.has(id)) continue;
      seen.add(id);
      const between = { ...edge, id, source, target };
      incoming.get(target)?.push(between);
      outgoing.get(source)?.push(between);
    }
  }
  const nodeOf = (key: string) => ({ id: key, type: '', params: {}, position: { x: 0, y: 0 } });
  return orderOf({ nodes: new Map([...keys].map((key) => [key, nodeOf(key)])), incoming, outgoing });
}
