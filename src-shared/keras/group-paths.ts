import type { Graph } from '../graph/types.ts';
import { getLayer } from '../layers/index.ts';

/**
 * The groups that each node lies in, outermost first, apart from those that are drawn flat. Inputs lie in none: data enter
 * a Keras model outside of the models in it. Groups of a file that lie in each other in a circle count as flat.
 */
export function groupPaths(graph: Graph, flat: ReadonlySet<string>): Map<string, readonly string[]> {
  const parents = new Map(graph.groups?.map(({ id, parent }) => [id, parent]));
  const known = new Map<string, readonly string[]>();
  const pathOf = (group: string | undefined): readonly string[] => {
    const found = group === undefined || !parents.has(group) ? [] : known.get(group);
    if (found || group === undefined) return found ?? [];
    const up: string[] = [];
    for (let at: string | undefined = group; at !== undefined && parents.has(at); at = parents.get(at)) {
      if (up.includes(at)) return [];
      up.unshift(at);
    }
    const path = up.filter((id) => !flat.has(id));
    known.set(group, path);
    return path;
  };
  return new Map(graph.nodes.map(({ id, type, group }) => [id, getLayer(type)?.role === 'input' ? [] : pathOf(group)]));
}
