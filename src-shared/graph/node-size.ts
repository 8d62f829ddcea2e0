import type { LayerDefinition } from '../layers/definition.ts';
import { getLayer } from '../layers/index.ts';
import { parseParams } from '../layers/parse-params.ts';
import { inputPortsOf, outputPortsOf } from './ports.ts';
import type { GraphNode } from './types.ts';

export const NODE_WIDTH = 216;
/** Between a node and the next: room for an edge with the shape written on it. */
export const NODE_GAP = 24;
/** Above or below a node's text, where its ports have names to be read. */
export const PORT_STRIP = 15;
/** A group that is folded to one card. */
export const GROUP_CARD_HEIGHT = 40;
/** Around the layers of an open group; above them stands its name. */
export const GROUP_PAD = 14;
export const GROUP_HEAD = 34;

export type NodeLook = 'input' | 'card' | 'pill';

const HEIGHT: Readonly<Record<NodeLook, number>> = { input: 44, card: 40, pill: 28 };

/**
 * Two lines for what holds the weights that do the work, one line for the rest: so where the parameters are is seen
 * without reading. It follows from the type alone, so that a node doesn't jump while its numbers are unknown.
 */
export function lookOfNode(definition: LayerDefinition | undefined): NodeLook {
  if (!definition) return 'card';
  if (definition.role === 'input') return 'input';
  return definition.role === 'output' || definition.widthParam || definition.family === 'convolution' ? 'card' : 'pill';
}

export interface NodePorts {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** How many of the inputs, the last ones, are rare. */
  readonly rare?: number;
}

/** Where connections enter and leave a node; those of an unknown type are the plain ones. */
export function portsOfNode(node: Pick<GraphNode, 'type' | 'params'>): NodePorts {
  const definition = getLayer(node.type);
  if (!definition) return { inputs: ['in'], outputs: ['out'] };
  const outputs =
    definition.role === 'output' ? [] : outputPortsOf(definition, parseParams(definition, node.params).params);
  const rare = definition.ports?.filter((port) => port.rare).length ?? 0;
  return { inputs: inputPortsOf(definition), outputs, rare };
}

export function heightOfNode(node: Pick<GraphNode, 'type' | 'params'>): number {
  const { inputs, outputs } = portsOfNode(node);
  const strips = Number(inputs.length > 1) + Number(outputs.length > 1);
  return HEIGHT[lookOfNode(getLayer(node.type))] + strips * PORT_STRIP;
}

/** From a node's left edge to the middle of one of its ports; the `rare` last ones stand in the gaps of the others. */
export function portX(index: number, count: number, rare = 0): number {
  const often = count - rare;
  const part = index < often ? index + 1 : index - often + 0.5;
  return Math.round((NODE_WIDTH * part) / (often + 1));
}
