import { layerNormalization } from '../../layers/normalization/layer_normalization.ts';
import type { Rule } from '../context.ts';
import { replaceNodeFix } from '../fixes.ts';

/** Over one sample there is no spread to normalize by. */
export const aboutBatchOfOne: Rule = {
  needsSoundGraph: true,
  find: (context) => {
    if (context.training?.batchSize !== 1) return [];
    return [...context.live].flatMap((id) => {
      const node = context.nodes.get(id);
      const isFrozen = context.wiring.nodes.get(id)?.frozen === true;
      if (isFrozen || !node?.weights?.some((weight) => weight.name === 'moving_variance')) return [];
      return [
        {
          code: 'batch-of-one',
          severity: 'warning',
          node: id,
          expected: 'a batch size of 2 or more, better 16',
          found: 'a batch size of 1',
          message: `${id}: normalizes by the mean and spread of a batch, which tell nothing with a batch size of 1. Train with larger batches, or use layer normalization, which looks at each sample alone.`,
          fixes: replaceNodeFix(context, id, 'Use layer normalization instead', { type: layerNormalization.type }),
        },
      ];
    });
  },
};
