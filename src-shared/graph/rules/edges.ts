import type { AnalysisContext, Rule } from '../context.ts';
import { removeEdgeFix } from '../fixes.ts';
import { inputPortsOf, outputPortsOf } from '../ports.ts';
import type { Problem } from '../problems.ts';
import type { GraphEdge } from '../types.ts';

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
      } else {
        problems.push(...portProblems(context, edge));
      }
    }
    return problems;
  },
};

function portProblems(context: AnalysisContext, edge: GraphEdge): Problem[] {
  const node = (id: string) => context.nodes.get(id);
  const [source, target] = [node(edge.source), node(edge.target)];
  const given = source?.definition ? outputPortsOf(source.definition, source.params ?? {}) : null;
  // Nothing may lead into an input at all, which another rule says.
  const taken = target?.definition && target.definition.arity !== 'none' ? inputPortsOf(target.definition) : null;
  // What a layer of an unknown type has is not known either.
  const sourceFits = given?.includes(edge.sourcePort) ?? true;
  const targetFits = taken?.includes(edge.targetPort) ?? true;
  if (sourceFits && targetFits) return [];
  const has = sourceFits ? `${edge.target} takes ${taken?.join(', ')}` : `${edge.source} gives ${given?.join(', ')}`;
  return [
    {
      code: 'unknown-port',
      severity: 'error',
      edge: edge.id,
      expected: sourceFits ? `into ${taken?.join(' or ')}` : `from ${given?.join(' or ')}`,
      found: `from ${edge.sourcePort} to ${edge.targetPort}`,
      message: `The connection ${edge.source} → ${edge.target} uses the ports ${edge.sourcePort} and ${edge.targetPort}; ${has}. Connect them again.`,
      fixes: removeEdgeFix(context, edge.id),
    },
  ];
}
