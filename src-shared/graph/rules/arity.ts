import type { AnalysisContext, Rule } from '../context.ts';
import { removeEdgeFix, removeNodeFix } from '../fixes.ts';
import type { InferredNode } from '../infer-node.ts';
import type { Problem } from '../problems.ts';

/** How many connections may enter each layer. */
export const aboutArity: Rule = {
  find: (context) =>
    [...context.nodes].flatMap(([id, node]) => {
      const problem = arityProblem(context, id, node);
      return problem ? [problem] : [];
    }),
};

function arityProblem(context: AnalysisContext, id: string, { definition }: InferredNode): Problem | null {
  const edges = context.wiring.incoming.get(id) ?? [];
  if (!definition) return null;
  const place = { severity: 'error', node: id, found: `${edges.length}` } as const;
  const last = edges.at(-1);
  if (definition.arity === 'none') {
    if (!last) return null;
    return {
      ...place,
      code: 'input-has-source',
      expected: 'no incoming connection',
      message: `${id}: data enters the network here, so nothing can lead into it; got a connection from ${last.source}. Remove the connection.`,
      fixes: edges.flatMap((edge) => removeEdgeFix(context, edge.id)),
    };
  }
  if (edges.length === 0) {
    const some = definition.arity === 'many' ? 'at least two layers' : 'a layer';
    return {
      ...place,
      code: 'missing-input',
      expected: definition.arity === 'many' ? 'at least 2 incoming connections' : '1 incoming connection',
      message: `${id}: nothing leads into it. Connect ${some} to it, or delete it.`,
      fixes: removeNodeFix(id),
    };
  }
  if (definition.arity === 'one' && edges.length > 1) {
    return {
      ...place,
      code: 'too-many-inputs',
      expected: '1 incoming connection',
      message: `${id}: takes one input; got ${edges.length} (${edges.map((edge) => edge.source).join(', ')}). Join them with add or concatenate first, or remove a connection.`,
      fixes: edges.slice(1).flatMap((edge) => removeEdgeFix(context, edge.id)),
    };
  }
  if (definition.arity === 'many' && edges.length === 1) {
    return {
      ...place,
      code: 'too-few-inputs',
      expected: 'at least 2 incoming connections',
      message: `${id}: joins two or more inputs; got one, from ${edges[0]?.source}. Connect another layer to it, or delete it.`,
    };
  }
  return null;
}
