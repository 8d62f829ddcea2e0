import type { Rule } from '../context.ts';
import { removeEdgeFix } from '../fixes.ts';

/** Values can't wait for themselves. The connection drawn last is the one to take back. */
export const aboutCycles: Rule = {
  find: (context) =>
    context.cycles.map((members) => {
      const inside = new Set(members);
      const edge = context.graph.edges.findLast(({ source, target }) => inside.has(source) && inside.has(target));
      const names =
        members.length <= 5 ? members.join(', ') : `${members.slice(0, 4).join(', ')} and ${members.length - 4} more`;
      const message =
        members.length === 1
          ? `${names}: feeds itself; values can only flow forward. Remove the connection.`
          : `${names} feed each other in a circle; values can only flow forward. Remove the connection ${edge?.source} → ${edge?.target}, or another of the circle.`;
      return {
        code: 'cycle',
        severity: 'error',
        node: edge?.target,
        edge: edge?.id,
        expected: 'connections that lead forward',
        found: `a circle of ${members.length}`,
        message,
        fixes: edge ? removeEdgeFix(context, edge.id) : [],
      };
    }),
};
