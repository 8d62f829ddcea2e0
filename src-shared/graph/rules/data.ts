import { bindOutput, placeOf } from '../bind-output.ts';
import { bindInput } from '../binding.ts';
import type { Rule } from '../context.ts';

/** Inputs and outputs against the dataset's columns. */
export const aboutData: Rule = {
  find: ({ graph, dataset, inputs, outputs, nodes, wiring }) => {
    if (!dataset) return [];
    const nodesOf = (ids: readonly string[]) => ids.flatMap((id) => wiring.nodes.get(id) ?? []);
    return [
      ...nodesOf(inputs).flatMap((node) => bindInput(node, dataset).problems),
      ...nodesOf(outputs).flatMap((node) => bindOutput(node, dataset, placeOf(graph, nodes.get(node.id))).problems),
    ];
  },
};
