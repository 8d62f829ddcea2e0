import { ROW } from '../graph/splice.ts';
import type { Graph } from '../graph/types.ts';

/** An empty canvas: input and output, four rows apart, for a person to fill. */
export const blankGraph = (): Graph => ({
  nodes: [
    { id: 'input_1', type: 'input', params: {}, position: { x: 0, y: 0 } },
    { id: 'output_1', type: 'output', params: {}, position: { x: 0, y: 4 * ROW } },
  ],
  edges: [],
});
