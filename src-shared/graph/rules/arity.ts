import type { LayerDefinition } from '../../layers/definition.ts';
import type { AnalysisContext, Rule } from '../context.ts';
import { removeEdgeFix, removeNodeFix, toOpenOutputFix } from '../fixes.ts';
import type { InferredNode } from '../infer-node.ts';
import type { Fix, Problem } from '../problems.ts';
import { readByRnnFix } from '../read-by-rnn.ts';

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
  if (definition.arity === 'named') return portProblem(context, id, definition);
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
      fixes: [...(definition.role === 'output' ? fromOpenEnd(context) : []), ...removeNodeFix(id)],
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

/** What comes last and leads nowhere is what the output waits for. */
function fromOpenEnd(context: AnalysisContext): Fix[] {
  const { order, wiring, outputs } = context;
  const last = order.findLast((id) => !outputs.includes(id) && !wiring.outgoing.get(id)?.length);
  return last === undefined ? [] : toOpenOutputFix(context, last);
}

/** One connection into each port, from the first on, at least into those that can't stay open. */
function portProblem(context: AnalysisContext, id: string, { ports = [], cell }: LayerDefinition): Problem | null {
  const edges = context.wiring.incoming.get(id) ?? [];
  const into = (port: { readonly name: string }) => edges.filter((edge) => edge.targetPort === port.name);
  const crowded = ports.find((port) => into(port).length > 1);
  const last = ports.findLastIndex((port) => into(port).length > 0);
  const needed = ports.find(
    (port, index) => into(port).length === 0 && (!port.optional || (index < last && port.otherwise === undefined)),
  );
  const place = { severity: 'error', node: id, found: `${edges.length}` } as const;
  if (crowded) {
    const [, ...others] = into(crowded);
    return {
      ...place,
      code: 'too-many-inputs',
      expected: `1 connection into ${crowded.name}`,
      found: `${others.length + 1}`,
      message: `${id}: ${crowded.title} takes one input; got ${others.length + 1} (${into(crowded)
        .map((edge) => edge.source)
        .join(', ')}). Remove a connection.`,
      fixes: others.flatMap((edge) => removeEdgeFix(context, edge.id)),
    };
  }
  if (!needed) return null;
  const isEmpty = edges.length === 0;
  const alone = `${id}: does one step, and nothing leads into ${needed.title}. To read a whole sequence it belongs in an RNN layer; for a step by itself, connect what was remembered before${isEmpty ? ', or delete it' : ''}.`;
  const fixes = [...(cell ? readByRnnFix(context, id) : []), ...(isEmpty ? removeNodeFix(id) : [])];
  return {
    ...place,
    code: 'missing-input',
    expected: `a connection into ${needed.name}`,
    message: cell
      ? alone
      : `${id}: nothing leads into ${needed.title}. Connect a layer to it${isEmpty ? ', or delete it' : ''}.`,
    ...(fixes.length > 0 ? { fixes } : {}),
  };
}
