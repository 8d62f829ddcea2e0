import { z } from 'zod';
import { activationOf } from '../activation-of.ts';
import type { Rule } from '../context.ts';
import { setParamsFix } from '../fixes.ts';
import { firstSourceOf } from '../wiring.ts';

const readsLogits = z.object({ loss: z.object({ from_logits: z.literal(true) }) });
const PROBABILITIES: ReadonlySet<string> = new Set(['softmax', 'sigmoid']);

/** A loss that takes raw values applies softmax itself; given probabilities, it can hardly tell right from wrong. */
export const aboutSoftmaxBeforeLogits: Rule = {
  needsSoundGraph: true,
  find: (context) =>
    context.outputs.flatMap((id) => {
      const source = firstSourceOf(context.wiring, id);
      const activation = source === undefined ? null : activationOf(context, source);
      const isRaw = readsLogits.safeParse(context.nodes.get(id)?.params).success;
      if (source === undefined || activation === null || !isRaw || !PROBABILITIES.has(activation)) return [];
      const title = `Set the activation of ${source} to linear`;
      return [
        {
          code: 'softmax-before-logits',
          severity: 'warning',
          node: source,
          param: 'activation',
          expected: 'raw values (logits)',
          found: activation,
          message: `${source}: ends in ${activation}, but the loss of ${id} is computed from logits and applies it again, which slows learning. ${title}.`,
          fixes: setParamsFix(context, source, title, { activation: 'linear' }),
        },
      ];
    }),
};
