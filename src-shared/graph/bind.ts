import type { DatasetShape } from '../data/types.ts';
import { getLayer } from '../layers/index.ts';
import { analyzeGraph } from './analyze.ts';
import { type BoundOutput, bindOutput, placeOf } from './bind-output.ts';
import { bindInput } from './binding.ts';
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
  const { nodes: known } = analyzeGraph(graph);
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
      const { bound, note, problems: found } = bindOutput(node, dataset, placeOf(graph, known.get(node.id)));
      problems.push(...found);
      if (note) notes.push(note);
      return bound ? { ...node, params: { ...node.params, ...settled(bound) } } : node;
    }
    return node;
  });
  return { graph: { ...graph, nodes }, notes, problems };
}

/** Everything that an output leaves open, as parameters. */
function settled({ target, loss, metrics, scaling }: BoundOutput): GraphNode['params'] {
  const chosen = { target: target.name, loss, metrics: [...metrics] };
  return scaling ? { ...chosen, target_scale: scaling.scale, target_offset: scaling.offset } : chosen;
}
