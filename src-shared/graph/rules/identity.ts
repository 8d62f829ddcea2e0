import type { Rule } from '../context.ts';
import type { Problem } from '../problems.ts';

/** Names are how everything else speaks of a layer: each must mean one thing. */
export const aboutIdentity: Rule = {
  find: ({ graph }) => {
    const problems: Problem[] = [];
    for (const id of repeated(graph.nodes.map((node) => node.id))) {
      problems.push({
        code: 'duplicate-id',
        severity: 'error',
        node: id,
        expected: 'one layer of each name',
        found: `several named ${id}`,
        message: `${id}: several layers have this name; the first is used. Rename or delete the others.`,
      });
    }
    for (const id of repeated(graph.edges.map((edge) => edge.id))) {
      problems.push({
        code: 'duplicate-edge-id',
        severity: 'error',
        edge: id,
        expected: 'one connection of each id',
        found: `several with the id ${id}`,
        message: `Several connections have the id ${id}. Remove them and connect the layers again.`,
      });
    }
    return problems;
  },
};

function repeated(ids: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) twice.add(id);
    seen.add(id);
  }
  return twice;
}
