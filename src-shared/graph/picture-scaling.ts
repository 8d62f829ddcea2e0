import type { Column } from '../data/types.ts';
import { rescaling } from '../layers/data/rescaling.ts';
import { getLayer } from '../layers/index.ts';
import { parseParams } from '../layers/parse-params.ts';
import { inputParams } from '../layers/roles.ts';
import type { Graph, GraphNode } from './types.ts';

/** What is done to the pixels, 0 to 255, of pictures that an output should give. */
export interface PictureScaling {
  readonly scale: number;
  readonly offset: number;
  /** As the end of a sentence. */
  readonly words: string;
}

interface Chosen {
  readonly target_scale: number | null;
  readonly target_offset: number | null;
}

const usual = { scale: 1 / 255, offset: 0 };

/**
 * As it was set; otherwise as the network rescales the same column at its input, since that is what it sees; otherwise to
 * 0 to 1.
 */
export function pictureScaling(graph: Graph, column: Column, chosen: Chosen): PictureScaling {
  const found = rescalingOf(graph, column);
  const { scale, offset } = found ? parseParams(rescaling, found.params).params : usual;
  const result = { scale: chosen.target_scale ?? scale, offset: chosen.target_offset ?? offset };
  const why =
    chosen.target_scale !== null || chosen.target_offset !== null
      ? ', as it was set'
      : found
        ? `, as ${found.id} does`
        : '';
  const low = Number(result.offset.toPrecision(3));
  const high = Number((result.scale * 255 + result.offset).toPrecision(3));
  return { ...result, words: `values brought to ${low} to ${high}${why}` };
}

/** The rescaling that a column's pictures meet first: nothing with weights lies before it. */
function rescalingOf(graph: Graph, column: Column): GraphNode | null {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const reads = (node: GraphNode) => {
    const name = getLayer(node.type)?.role === 'input' ? inputParams(node).column : undefined;
    return name === column.name || name === null;
  };
  const open = graph.nodes.filter(reads).map(({ id }) => id);
  const seen = new Set(open);
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    const node = nodes.get(id);
    if (node?.type === rescaling.type) return node;
    const definition = node && getLayer(node.type);
    // What a layer with weights gives is no picture any more.
    if (!definition || (definition.role !== 'input' && !definition.trainingOnly)) continue;
    for (const { source, target } of graph.edges) {
      if (source !== id || seen.has(target)) continue;
      seen.add(target);
      open.push(target);
    }
  }
  return null;
}
