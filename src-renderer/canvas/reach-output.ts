import { applyEdit } from '#shared/graph/apply-edit.ts';
import { connectEdit } from '#shared/graph/insert.ts';
import { below, makeRoom } from '#shared/graph/room.ts';
import type { Graph, GraphEdit } from '#shared/graph/types.ts';
import { getLayer } from '#shared/layers/index.ts';

/**
 * A network that grows at its open end reaches an output that nothing leads into yet: on an empty canvas, input and
 * output wait for what comes between. `exit` is the layer that was added last by the edit.
 */
export function reachOutput(
  graph: Graph,
  edit: GraphEdit,
  exit: { readonly node: string; readonly port: string },
): GraphEdit {
  const result = applyEdit(graph, edit);
  if (!result.ok) return edit;
  const { nodes, edges } = result.graph;
  const node = nodes.find(({ id }) => id === exit.node);
  const open = nodes.filter(
    ({ id, type }) => getLayer(type)?.role === 'output' && !edges.some(({ target }) => target === id),
  );
  const [output, ...others] = open;
  const isFed = edges.some(({ target }) => target === exit.node);
  const isEnd = !edges.some(({ source }) => source === exit.node);
  if (!node || !output || others.length > 0 || node === output || !isFed || !isEnd) return edit;
  const shift = below(result.graph, node) - output.position.y;
  const room = makeRoom(result.graph, shift, output.position.y).flatMap((move): GraphEdit[] =>
    move.kind === 'move' && !(exit.node in move.positions) ? [move] : [],
  );
  return {
    kind: 'batch',
    edits: [edit, ...room, connectEdit(result.graph, exit.node, output.id, { sourcePort: exit.port })],
  };
}
