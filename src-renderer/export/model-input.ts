import type { Graph } from '#shared/graph/types.ts';
import { getLayer } from '#shared/layers/index.ts';

const MODE: Readonly<Record<number, string>> = { 1: 'grey', 3: 'RGB' };
const RESIZE: Readonly<Record<string, string>> = { stretch: 'stretched', pad: 'padded', crop: 'cropped' };

interface ModelInput {
  readonly height: number;
  readonly width: number;
  readonly mode: string;
  readonly resize: string;
}

/** What the network's input asks for, where it reads pictures. */
export function modelInput(graph: Graph): ModelInput | null {
  const input = graph.nodes.find((node) => getLayer(node.type)?.role === 'input');
  const shape = input?.params.shape;
  if (!Array.isArray(shape)) return null;
  const [height, width, channels] = shape;
  if (typeof height !== 'number' || typeof width !== 'number' || typeof channels !== 'number') return null;
  const rule = input?.params.resize;
  return {
    height,
    width,
    mode: MODE[channels] ?? `${channels} channels`,
    resize: typeof rule === 'string' ? (RESIZE[rule] ?? rule) : 'stretched',
  };
}

export function describeInput(graph: Graph): string {
  const input = modelInput(graph);
  return input ? `${input.height} × ${input.width} ${input.mode}, values 0 to 255` : 'as the network says';
}
