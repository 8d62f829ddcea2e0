import type { LayerDefinition, MaskFlow } from '../layers/definition.ts';
import { maskFlowsOf } from '../layers/mask-flow.ts';
import type { AnalysisContext } from './context.ts';
import { outputPortsOf } from './ports.ts';

/** A node that masked time steps come into, and what it does with the mask. */
export interface MaskedNode {
  /** Null where the mask is lost. */
  readonly flows: readonly MaskFlow[] | null;
  /** The layers whose masks come in. */
  readonly makers: readonly string[];
  /** Keras doesn't give it the mask, since more than its first input is connected. */
  readonly unused: boolean;
}

/** Whether an output has a mask, by whether the inputs have one. */
const gives: Readonly<Record<MaskFlow, (inputs: readonly boolean[]) => boolean>> = {
  pass: ([first]) => first === true,
  all: (inputs) => inputs.every(Boolean),
  any: (inputs) => inputs.some(Boolean),
  make: () => true,
  end: () => false,
  refuse: () => false,
};

/** Whether masks may begin here; one that depends on parameters might. */
const canMake = ({ mask }: LayerDefinition): boolean => mask === 'make' || typeof mask === 'function';

/** Where masks go in a graph, as Keras hands them on along the connections. */
export function maskedNodes(context: AnalysisContext): ReadonlyMap<string, MaskedNode> {
  /** By place, the layers that made the mask that is there. */
  const makersAt = new Map<string, readonly string[]>();
  const found = new Map<string, MaskedNode>();
  for (const id of context.order) {
    const { definition, params } = context.nodes.get(id) ?? {};
    if (!definition || !params) continue;
    // Most networks mask nothing, and then there is nothing to follow.
    if (makersAt.size === 0 && !canMake(definition)) continue;
    const incoming = (context.wiring.incoming.get(id) ?? []).map((edge) =>
      makersAt.get(`${edge.source}:${edge.sourcePort}`),
    );
    // Of a layer with named inputs, Keras looks at the first; the others are states or have masks of their own.
    const looked = definition.arity === 'named' ? incoming.slice(0, 1) : incoming;
    const makers = [...new Set(looked.flatMap((list) => list ?? []))];
    const flows = maskFlowsOf(definition, params);
    if (makers.length > 0)
      found.set(id, { flows, makers, unused: definition.maskAlone === true && incoming.length > 1 });
    const ports = outputPortsOf(definition, params);
    for (const [index, flow] of (flows ?? []).entries()) {
      if (gives[flow](looked.map((list) => list !== undefined))) {
        makersAt.set(`${id}:${ports[index]}`, flow === 'make' ? [id] : makers);
      }
    }
  }
  return found;
}
