import type { Graph } from '#shared/graph/types.ts';
import { getLayer } from '#shared/layers/index.ts';
import { inputParams } from '#shared/layers/roles.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { PictureSpec } from '../datasets/pictures/decode-picture.ts';

/** How the graph wants its pictures. One input of pictures is what this version trains on. */
export function pictureInput(graph: Graph): PictureSpec {
  const inputs = graph.nodes.filter((node) => getLayer(node.type)?.role === 'input');
  const [only, second] = inputs;
  if (!only || second) {
    const names = inputs.map((node) => node.id).join(', ') || 'none';
    throw new AppError('NOT_SUPPORTED', `A network needs exactly one input for now; this one has ${names}.`);
  }
  const { shape, resize } = inputParams(only);
  const [height, width, channels] = shape;
  if (shape.length !== 3 || !height || !width || (channels !== 1 && channels !== 3)) {
    throw new AppError(
      'GRAPH_INVALID',
      `${only.id}: pictures need a shape (height, width, channels) with 1 or 3 channels; got (${shape.join(', ')}).`,
      { node: only.id },
    );
  }
  return { height, width, channels, resize };
}
