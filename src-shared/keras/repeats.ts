import type { GraphAnalysis } from '../graph/analysis-result.ts';
import type { Graph, GraphNode } from '../graph/types.ts';
import type { Wiring } from '../graph/wiring.ts';
import { sizesOf } from '../shapes/tensors.ts';
import { membersByGroup } from './members.ts';

/** A group that calls the model of another group once more. */
export interface Repeat {
  /** The group whose layers have the weights. */
  readonly of: string;
  /** From each of its nodes to the one of that group that it calls again. */
  readonly twins: ReadonlyMap<string, string>;
}

interface Known {
  readonly graph: Graph;
  readonly wiring: Wiring;
  readonly analysis: GraphAnalysis;
  /** The groups that a node lies in, outermost first. */
  readonly pathOf: (node: string) => readonly string[];
}

/** Finds the groups all of whose layers use those of another group beside them, connected among each other in the same way. */
export function repeatsOf(known: Known): ReadonlyMap<string, Repeat> {
  const repeats = new Map<string, Repeat>();
  const look = (nodes: readonly GraphNode[], depth: number): void => {
    const members = membersByGroup(nodes, ({ id }) => known.pathOf(id)[depth]);
    for (const [group, own] of members) {
      const owner = own[0]?.shares;
      const of = owner === undefined ? undefined : known.pathOf(owner)[depth];
      const others = of === undefined || of === group ? undefined : members.get(of);
      const twins = others ? twinsOf(known, own, others, depth) : null;
      if (of !== undefined && twins) repeats.set(group, { of, twins });
      // What lies in a further call is looked at in the first one.
      else look(own, depth + 1);
    }
  };
  look(known.graph.nodes, 0);
  return repeats;
}

/** Pairs the layers of one group with those of another; null where they are not the same network. */
function twinsOf(
  known: Known,
  again: readonly GraphNode[],
  first: readonly GraphNode[],
  depth: number,
): Map<string, string> | null {
  if (again.length !== first.length) return null;
  // A layer that is called several times in one of them is met in the same order in the other.
  const calls = membersByGroup(first, ({ id, shares = id }) => shares);
  const twins = new Map<string, string>();
  for (const { id, shares } of again) {
    const twin = calls.get(shares ?? '')?.shift()?.id;
    if (twin === undefined) return null;
    twins.set(id, twin);
  }
  const groups = new Map<string, string>();
  const isSame = [...twins].every(
    ([id, twin]) =>
      isSamePlace(known.pathOf(id).slice(depth), known.pathOf(twin).slice(depth), groups) &&
      isSameCall(known, twins, id, twin),
  );
  return isSame && new Set(groups.values()).size === groups.size ? twins : null;
}

/** The same groups in groups, whatever their names; `groups` remembers which stands for which. */
function isSamePlace(path: readonly string[], other: readonly string[], groups: Map<string, string>): boolean {
  if (path.length !== other.length) return false;
  return path.every((group, level) => {
    const stands = groups.get(group) ?? other[level] ?? '';
    groups.set(group, stands);
    return stands === other[level];
  });
}

/** The same inputs from within, as many from outside, and all of the same sizes: a model has one shape for all its calls. */
function isSameCall(
  { wiring, analysis }: Known,
  twins: ReadonlyMap<string, string>,
  id: string,
  twin: string,
): boolean {
  const [own, others] = [wiring.incoming.get(id) ?? [], wiring.incoming.get(twin) ?? []];
  if (own.length !== others.length || shapesOf(analysis, id) !== shapesOf(analysis, twin)) return false;
  const inside = new Set(twins.values());
  return own.every(({ source, sourcePort, targetPort }, index) => {
    const other = others[index];
    if (other?.targetPort !== targetPort) return false;
    const stands = twins.get(source);
    return stands === undefined
      ? !inside.has(other.source)
      : stands === other.source && sourcePort === other.sourcePort;
  });
}

const shapesOf = (analysis: GraphAnalysis, id: string): string => {
  const { inputs = [], output = null } = analysis.nodes.get(id) ?? {};
  return JSON.stringify([...inputs, output].map((tensor) => tensor && sizesOf(tensor)));
};
