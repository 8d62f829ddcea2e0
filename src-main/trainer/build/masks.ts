import type { MaskFlow } from '#shared/layers/definition.ts';
import { maskFlowsOf } from '#shared/layers/mask-flow.ts';
import type { LayerFactory, Mask } from '../layers/factory.ts';
import { detached } from '../runtime/detached.ts';
import { tf } from '../runtime/tf.ts';
import type { NodeDescription } from './describe-node.ts';

/** The masks of what a layer gives, in the order of its outputs; those that are left out have none. */
export type MaskRule = (inputs: readonly tf.Tensor[], masks: readonly Mask[]) => readonly Mask[];

type Hand = (masks: readonly Mask[], own: () => Mask) => Mask;

/** A step counts where one of the inputs says so, if all of them have a mask. */
function union(masks: readonly Mask[]): Mask {
  const present = masks.filter((mask) => mask !== null);
  if (present.length === 0 || present.length < masks.length) return null;
  return present.reduce((all, mask) => tf.logicalOr(all, mask));
}

const hands: Readonly<Record<MaskFlow, Hand>> = {
  pass: ([first = null]) => first,
  all: (masks) => union(masks),
  any: (masks, own) => (masks.every((mask) => mask === null) ? null : own()),
  make: (_masks, own) => own(),
  end: () => null,
  refuse: () => null,
};

/** What a node does with masks; a layer that doesn't know of them gives none. */
export function maskRule(
  { definition, config, params }: Pick<NodeDescription, 'definition' | 'config' | 'params'>,
  factory: LayerFactory,
): MaskRule {
  const flows = maskFlowsOf(definition, params) ?? [];
  const compute = factory.mask?.(config);
  return (inputs, masks) =>
    flows.map((flow) => {
      const own = (): Mask => {
        if (!compute) throw new Error(`the trainer can't make the mask of a ${definition.type}`);
        // One tensor that comes in several times stays one.
        const apart = new Map(inputs.map((input) => [input, detached(input)]));
        const [made = null] = tf.tidy(() => {
          const mask = compute(
            inputs.map((input) => apart.get(input) ?? input),
            masks,
          );
          return mask ? [mask] : [];
        });
        return made;
      };
      return flow === 'pass' && compute ? own() : hands[flow](masks, own);
    });
}
