import type { Graph } from '../graph/types.ts';
import type { Wiring } from '../graph/wiring.ts';
import { membersByGroup } from './members.ts';
import type { Nesting } from './nesting.ts';
import { orderOfUnits, unitKey } from './units.ts';

/** Groups that can't all be models, since each would have to wait for another, or for itself. */
export function cyclicGroups({ groups = [] }: Graph, wiring: Wiring, nesting: Nesting): string[] {
  const { needed, pathOf, repeats } = nesting;
  const found: string[] = [];
  const look = (nodes: readonly string[], depth: number): void => {
    for (const cycle of orderOfUnits(nodes, depth, wiring, pathOf).cycles) {
      const inCycle = groups.filter(({ id }) => cycle.includes(unitKey({ id, isGroup: true }))).map(({ id }) => id);
      const alone = inCycle.filter((group) => returnsToItself(group, depth, nesting, wiring));
      // Where each of them could be a model, but not all: the last one is given up, and the others are looked at again.
      found.push(...(alone.length > 0 ? alone : inCycle.slice(-1)));
    }
    const members = membersByGroup(nodes, (node) => {
      const group = pathOf(node)[depth];
      return group === undefined || repeats.has(group) ? undefined : group;
    });
    for (const own of members.values()) look(own, depth + 1);
  };
  look([...needed], 0);
  return found;
}

/** Whether a path leaves the group and comes back into it. */
function returnsToItself(group: string, depth: number, { needed, pathOf }: Nesting, wiring: Wiring): boolean {
  const isInside = (node: string) => pathOf(node)[depth] === group;
  const next = (node: string) =>
    (wiring.outgoing.get(node) ?? []).map(({ target }) => target).filter((target) => needed.has(target));
  const open = [...needed].filter(isInside).flatMap((node) => next(node).filter((target) => !isInside(target)));
  const seen = new Set(open);
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const target of next(node)) {
      if (isInside(target)) return true;
      if (seen.has(target)) continue;
      seen.add(target);
      open.push(target);
    }
  }
  return false;
}
