import type { Rule } from '../context.ts';
import { maskedNodes } from '../masks.ts';
import type { Problem } from '../problems.ts';

/** Padding that is marked by a layer and taken for data by a later one, of which Keras warns. */
export const aboutMasks: Rule = {
  needsSoundGraph: true,
  find: (context) =>
    [...maskedNodes(context)].flatMap(([id, { flows, makers, unused }]): Problem[] => {
      if (!context.live.has(id)) return [];
      const from = makers.join(' and ');
      if (flows?.includes('refuse')) {
        return [
          {
            code: 'mask-refused',
            severity: 'error',
            node: id,
            expected: 'an input without a mask of its time steps',
            found: `the mask of ${from}`,
            message: `${id}: can't be applied to what ${from} marked as padding step by step; Keras fails here too. Use an activation layer in its place.`,
          },
        ];
      }
      if (unused) {
        return [
          {
            code: 'mask-unused',
            severity: 'warning',
            node: id,
            expected: `the mask of ${from}, or initial states`,
            found: 'both',
            message: `${id}: starts from given states, and Keras then leaves out the mask of ${from}: padding is read as data. Feed it sequences without padding, or start from zeros.`,
          },
        ];
      }
      if (flows !== null) return [];
      return [
        {
          code: 'mask-lost',
          severity: 'warning',
          node: id,
          expected: 'a layer that hands masks on',
          found: `the mask of ${from}`,
          message: `${id}: loses the mask of ${from}, so from here on padding counts as data. Put a layer before it that makes use of the mask (global average pooling 1D, or a recurrent layer that gives its last step).`,
        },
      ];
    }),
};
