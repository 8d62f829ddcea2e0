import type { Rule } from '../context.ts';
import { setParamsFix } from '../fixes.ts';
import { firstSourceOf } from '../wiring.ts';

/** Batch normalization takes the mean away, and with it any bias that was added right before. */
export const aboutRedundantBias: Rule = {
  needsSoundGraph: true,
  find: (context) =>
    [...context.live].flatMap((id) => {
      const source = firstSourceOf(context.wiring, id);
      const before = source === undefined ? undefined : context.nodes.get(source);
      if (source === undefined || before?.params?.activation !== 'linear' || before.params.use_bias !== true) return [];
      const weights = context.nodes.get(id)?.weights ?? [];
      const shifts = weights.some(({ name }) => name === 'moving_mean') && weights.some(({ name }) => name === 'beta');
      if (!shifts || context.wiring.outgoing.get(source)?.length !== 1) return [];
      return [
        {
          code: 'redundant-bias',
          severity: 'tip',
          node: source,
          param: 'use_bias',
          expected: 'no bias',
          found: `a bias right before ${id}`,
          message: `${source}: its bias has no effect, because ${id} takes the mean away and adds a shift of its own. Leave it out to save its weights.`,
          fixes: setParamsFix(context, source, `Leave out the bias of ${source}`, { use_bias: false }),
        },
      ];
    }),
};
