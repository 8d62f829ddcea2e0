import type { DatasetShape } from '../data/types.ts';
import { getLayer } from '../layers/index.ts';
import { bindInput, bindOutput } from './binding.ts';
import type { Problem } from './problems.ts';
import type { Graph, GraphNode } from './types.ts';

export interface BoundGraph {
  /** The same graph with every open question answered: column, resize rule, target and loss are all set. */
  readonly graph: Graph;
  /** What each input and output is bound to, one sentence each, for a person to read. */
  readonly notes: readonly string[];
  readonly problems: readonly Problem[];
}

/** Fills in what the graph leaves open about its data, and says so. The graph itself is not changed. */
export function bindGraph(graph: Graph, dataset: DatasetShape): BoundGraph {
  const notes: string[] = [];
  const problems: Problem[] = [];
  const nodes = graph.nodes.map((node): GraphNode => {
    const role = getLayer(node.type)?.role;
    if (role === 'input') {
      const { bound, note, problems: found } = bindInput(node, dataset);
      problems.push(...found);
      if (note) notes.push(note);
      return bound ? { ...node, params: { ...node.params, column: bound.column.name, resize: bound.resize } } : node;
    }
    if (role === 'output') {
      const { bound, note, problems: found } = bindOutput(node, dataset);
      problems.push(...found);
      if (note) notes.push(note);
      return bound ? { ...node, params: { ...node.params, target: bound.target.name, loss: bound.loss } } : node;
    }
    return node;
  });
  return { graph: { ...graph, nodes }, notes, problems };
}
