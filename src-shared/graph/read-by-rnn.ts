import { getLayer } from '../layers/index.ts';
import { rnn } from '../layers/recurrent/rnn.ts';
import type { AnalysisContext } from './context.ts';
import { replaceNodeFix } from './fixes.ts';
import type { Fix } from './problems.ts';
import type { GraphEdge } from './types.ts';

/** A cell does one step: an RNN layer in its place, with its name and connections, repeats it over a sequence. */
export function readByRnnFix(context: AnalysisContext, id: string): Fix[] {
  const node = context.wiring.nodes.get(id);
  if (!node || node.shares !== undefined) return [];
  const { type, params } = node;
  const names = getLayer(type)?.ports?.map(({ name }) => name) ?? [];
  const moved = (edge: GraphEdge): GraphEdge => {
    const port = edge.target === id ? rnn.ports?.[names.indexOf(edge.targetPort)] : undefined;
    return port ? { ...edge, targetPort: port.name } : edge;
  };
  const givesStates = (context.wiring.outgoing.get(id) ?? []).some(({ sourcePort }) => sourcePort !== 'out');
  const layer = {
    type: rnn.type,
    params: { cell: { type, params }, ...(givesStates ? { return_state: true } : {}) },
    moved,
  };
  return replaceNodeFix(context, id, 'Let an RNN layer repeat it', layer);
}
