import { bindInput, bindOutput } from '../binding.ts';
import type { Rule } from '../context.ts';

/** Inputs and outputs against the dataset's columns. */
export const aboutData: Rule = {
  find: ({ dataset, inputs, outputs, wiring }) => {
    if (!dataset) return [];
    const nodesOf = (ids: readonly string[]) => ids.flatMap((id) => wiring.nodes.get(id) ?? []);
    return [
      ...nodesOf(inputs).flatMap((node) => bindInput(node, dataset).problems),
      ...nodesOf(outputs).flatMap((node) => bindOutput(node, dataset).problems),
    ];
  },
};
