import type { Rule } from '../context.ts';
import { removeEdgeFix } from '../fixes.ts';
import type { Problem } from '../problems.ts';

/** Connections must lead from a layer to a layer, through ports that exist. */
export const aboutEdges: Rule = {
  find: (context) => {
    const problems: Problem[] = [];
    for (const edge of context.graph.edges) {
      const missing = [edge.source, edge.target].filter((id) => !context.wiring.nodes.has(id));
      if (missing.length > 0) {
        problems.push({
          code: 'dangling-edge',
          severity: 'error',
          edge: edge.id,
          expected: 'two layers of this graph',
          found: `${edge.source} → ${edge.target}`,
          message: `A connection leads from ${edge.source} to ${edge.target}, but there is no layer ${missing.join(' and ')}. Remove it.`,
          fixes: removeEdgeFix(context, edge.id),
        });
      } else if (edge.sourcePort !== 'out' || edge.targetPort !== 'in') {
        problems.push({
          code: 'unknown-port',
          severity: 'error',
          edge: edge.id,
          expected: 'from out to in',
          found: `from ${edge.sourcePort} to ${edge.targetPort}`,
          message: `The connection ${edge.source} → ${edge.target} uses the ports ${edge.sourcePort} and ${edge.targetPort}; these layers have out and in. Connect them again.`,
          fixes: removeEdgeFix(context, edge.id),
        });
      }
    }
    return problems;
  },
};
