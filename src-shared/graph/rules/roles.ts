import { input } from '../../layers/data/input.ts';
import { output } from '../../layers/head/output.ts';
import type { AnalysisContext, Rule } from '../context.ts';
import { connectEdit, insertEdit } from '../insert.ts';
import type { Problem } from '../problems.ts';
import { ROW } from '../splice.ts';
import type { GraphEdit } from '../types.ts';

/** A model begins at an input, or several, and ends at an output, or several. */
export const aboutRoles: Rule = {
  find: (context) => [
    ...count(context, context.inputs, 'input', 'Data has to enter somewhere.'),
    ...count(context, context.outputs, 'output', 'Predictions have to leave somewhere.'),
  ],
};

function count(context: AnalysisContext, found: readonly string[], role: 'input' | 'output', why: string): Problem[] {
  const a = role === 'input' ? 'an input' : 'an output';
  if (found.length === 0) {
    return [
      {
        code: `no-${role}`,
        severity: 'error',
        expected: `at least one ${role}`,
        found: 'none',
        message: `The graph has no ${role}. ${why} Add ${a}.`,
        fixes: [{ title: `Add ${a}`, edit: addEdit(context, role) }],
      },
    ];
  }
  return [];
}

/** Adds the missing end, connected to a layer that is open on that side, where there is one. */
function addEdit({ graph, nodes, wiring }: AnalysisContext, role: 'input' | 'output'): GraphEdit {
  const entries = [...nodes];
  const heights = graph.nodes.map((node) => node.position.y);
  const x = graph.nodes[0]?.position.x ?? 0;
  if (role === 'input') {
    const open = entries.find(
      ([id, { definition }]) => definition?.arity === 'one' && !wiring.incoming.get(id)?.length,
    );
    const { edit, id } = insertEdit(graph, { type: input.type, position: { x, y: Math.min(ROW, ...heights) - ROW } });
    return open ? { kind: 'batch', edits: [edit, connectEdit(graph, id, open[0])] } : edit;
  }
  const open = entries.findLast(([id]) => !wiring.outgoing.get(id)?.length);
  const { edit, id } = insertEdit(graph, { type: output.type, position: { x, y: Math.max(-ROW, ...heights) + ROW } });
  return open ? { kind: 'batch', edits: [edit, connectEdit(graph, open[0], id)] } : edit;
}
