import type { Rule } from '../context.ts';
import { removeNodeFix, swapWithNextFix } from '../fixes.ts';
import { firstSourceOf } from '../wiring.ts';

/** Dropout changes the variance in training only, so statistics gathered after it are off in use (Li et al., 2018). */
export const aboutDropoutBeforeStatistics: Rule = {
  needsSoundGraph: true,
  find: (context) =>
    [...context.live].flatMap((id) => {
      const source = firstSourceOf(context.wiring, id);
      if (source === undefined || context.nodes.get(source)?.definition?.family !== 'regularization') return [];
      const keepsStatistics = context.nodes.get(id)?.weights?.some((weight) => weight.name === 'moving_variance');
      if (!keepsStatistics) return [];
      return [
        {
          code: 'dropout-before-batch-normalization',
          severity: 'tip',
          node: source,
          expected: `dropout after ${id}`,
          found: 'dropout before it',
          message: `${source}: stands right before ${id}, whose statistics then don't match once dropout is off. Move it behind, or delete it.`,
          fixes: [...swapWithNextFix(context, source, `Move ${source} behind ${id}`), ...removeNodeFix(source)],
        },
      ];
    }),
};
