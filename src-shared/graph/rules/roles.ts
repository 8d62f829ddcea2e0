import { input } from '../../layers/data/input.ts';
import { output } from '../../layers/head/output.ts';
import type { AnalysisContext, Rule } from '../context.ts';
import { removeNodeFix } from '../fixes.ts';
import { nextId } from '../names.ts';
import type { Problem } from '../problems.ts';
import { ROW } from '../splice.ts';

/** A model begins at one input and ends at one output. */
export const aboutRoles: Rule = {
  find: (context) => [
    ...count(context, context.inputs, 'input', 'Data has to enter somewhere.'),
    ...count(context, context.outputs, 'output', 'Predictions have to leave somewhere.'),
  ],
};

function count(context: AnalysisContext, found: readonly string[], role: 'input' | 'output', why: string): Problem[] {
  const { graph } = context;
  const a = role === 'input' ? 'an input' : 'an output';
  if (found.length === 0) {
    const heights = graph.nodes.map((node) => node.position.y);
    const y = role === 'input' ? Math.min(ROW, ...heights) - ROW : Math.max(0, ...heights) + ROW;
    const x = graph.nodes[0]?.position.x ?? 0;
    const type = role === 'input' ? input.type : output.type;
    return [
      {
        code: `no-${role}`,
        severity: 'error',
        expected: `one ${role}`,
        found: 'none',
        message: `The graph has no ${role}. ${why} Add ${a}.`,
        fixes: [
          {
            title: `Add ${a}`,
            edit: { kind: 'add-node', node: { id: nextId(graph, type), type, params: {}, position: { x, y } } },
          },
        ],
      },
    ];
  }
  return found.slice(1).map((id) => ({
    code: `several-${role}s`,
    severity: 'error',
    node: id,
    expected: `one ${role}`,
    found: `${found.length}`,
    message: `${id}: this version trains models with one ${role}; the graph has ${found.length} (${found.join(', ')}). Delete all but one.`,
    fixes: removeNodeFix(id),
  }));
}
