import type { Column } from '#shared/data/types.ts';
import type { Graph } from '#shared/graph/types.ts';
import { getLayer } from '#shared/layers/index.ts';
import { outputParams } from '#shared/layers/roles.ts';

/** Class names of the column that each output node predicts, by node id; nothing for outputs that aren't classes. */
export function labelsOfOutputs(graph: Graph, columns: readonly Column[]): Map<string, string[]> {
  const result = new Map<string, string[]>();
  for (const node of graph.nodes) {
    if (getLayer(node.type)?.role !== 'output') continue;
    const { target } = outputParams(node);
    // A run's graph is bound: its target is named.
    const classes = columns.find((column) => column.name === target)?.classes;
    if (classes) result.set(node.id, classes);
  }
  return result;
}

/** A score for each class. One value says how much it is the second of two classes. */
export function classScores<Values extends Float32Array | number[]>(
  values: Values,
  classes: number,
  samples = 1,
): Values {
  if (classes !== 2 || values.length !== samples) return values;
  const both = Array.from(values).flatMap((value) => [1 - value, value]);
  return (values instanceof Float32Array ? Float32Array.from(both) : both) as Values;
}
