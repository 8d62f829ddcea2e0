import { connectEdit } from '../graph/insert.ts';
import { nextId } from '../graph/names.ts';
import type { Graph, GraphNode } from '../graph/types.ts';
import type { Source } from './model-reader.ts';

const FINAL = ['softmax', 'sigmoid', 'linear'];

/** A Keras model's last activation layer that is the output itself, as Strata draws it. */
const endsIn = (graph: Graph, node: GraphNode | undefined): boolean =>
  node?.type === 'activation' &&
  FINAL.includes(String(node.params.activation)) &&
  node.shares === undefined &&
  !graph.edges.some((edge) => edge.source === node.id) &&
  !graph.nodes.some((other) => other.shares === node.id);

/**
 * Every result of the model leaves through an output: its last activation layer where it ends in one, else a new one.
 * Outputs stand last, in the model's order.
 */
export function withOutputs(graph: Graph, outputs: readonly Source[]): Graph {
  const ends = outputs.map(({ id }) => id);
  let next = graph;
  const order: string[] = [];
  for (const { id, port } of outputs) {
    const node = next.nodes.find((candidate) => candidate.id === id);
    if (node && endsIn(graph, node) && ends.filter((end) => end === id).length === 1) {
      next = { ...next, nodes: next.nodes.map((other) => (other === node ? { ...node, type: 'output' } : other)) };
      order.push(id);
      continue;
    }
    const output = {
      id: nextId(next, 'output'),
      type: 'output',
      params: { activation: 'linear' },
      position: { x: 0, y: 0 },
    };
    const grown = { ...next, nodes: [...next.nodes, output] };
    const edge = connectEdit(grown, id, output.id);
    const edges = edge.kind === 'add-edge' ? [...grown.edges, { ...edge.edge, sourcePort: port }] : grown.edges;
    next = { ...grown, edges };
    order.push(output.id);
  }
  const nodes = new Map(next.nodes.map((node) => [node.id, node]));
  const ordered = order.flatMap((id) => nodes.get(id) ?? []);
  return { ...next, nodes: [...next.nodes.filter(({ id }) => !order.includes(id)), ...ordered] };
}

/**
 * An output that `withOutputs` would draw for a model without it: it does nothing, and has the name that is given there.
 * Keras's model is written without it, and so stays as it came.
 */
export function isImpliedOutput(graph: Graph, id: string): boolean {
  const node = graph.nodes.find((candidate) => candidate.id === id);
  if (node?.type !== 'output' || node.params.activation !== 'linear' || !/^output_\d+$/.test(id)) return false;
  const from = graph.edges.find((edge) => edge.target === id)?.source;
  const source = graph.nodes.find((candidate) => candidate.id === from);
  // Before an activation or an input it is needed: read back, they would be taken for something else.
  return source !== undefined && source.type !== 'activation' && source.type !== 'input';
}
