import type { Graph, GraphNode } from '#shared/graph/types.ts';
import { getLayer } from '#shared/layers/index.ts';
import { inputParams } from '#shared/layers/roles.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { PictureSpec } from '../datasets/pictures/decode-picture.ts';

export interface PictureInput extends PictureSpec {
  readonly node: string;
}

export const withRole = (graph: Graph, role: 'input' | 'output'): GraphNode[] =>
  graph.nodes.filter((node) => getLayer(node.type)?.role === role);

/** How each input of the graph wants its pictures. */
export function pictureInputs(graph: Graph): [PictureInput, ...PictureInput[]] {
  const [first, ...others] = withRole(graph, 'input').map(specOf);
  if (!first) throw new AppError('GRAPH_INVALID', 'The graph has no input.');
  return [first, ...others];
}

/** For graphs that may take anything: none for one that takes something else than pictures. */
export function findPictureInputs(graph: Graph): PictureInput[] {
  try {
    return pictureInputs(graph);
  } catch {
    return [];
  }
}

function specOf(node: GraphNode): PictureInput {
  const { shape, resize } = inputParams(node);
  const [height, width, channels] = shape;
  if (shape.length !== 3 || !height || !width || (channels !== 1 && channels !== 3)) {
    throw new AppError(
      'GRAPH_INVALID',
      `${node.id}: pictures need a shape (height, width, channels) with 1 or 3 channels; got (${shape.join(', ')}).`,
      { node: node.id },
    );
  }
  return { node: node.id, height, width, channels, resize };
}
