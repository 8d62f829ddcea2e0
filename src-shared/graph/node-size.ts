import type { LayerDefinition } from '../layers/definition.ts';

export const NODE_WIDTH = 216;
/** Between a node and the next: room for an edge with the shape written on it. */
export const NODE_GAP = 24;

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

export const heightOfNode = (definition: LayerDefinition | undefined): number => HEIGHT[lookOfNode(definition)];
