import type { Rule } from '../context.ts';
import { removeNodeFix } from '../fixes.ts';

/** Layers that no output depends on are left out of the model: said, not silently done. */
export const aboutUnusedLayers: Rule = {
  find: ({ nodes, live, wiring }) =>
    [...nodes.keys()]
      .filter((id) => !live.has(id) && (wiring.incoming.get(id)?.length ?? 0) > 0)
      .map((id) => ({
        code: 'unused-layer',
        severity: 'warning',
        node: id,
        expected: 'a way to the output',
        found: 'none',
        message: `${id}: its result does not reach the output, so it is left out of the model. Connect it onwards, or delete it.`,
        fixes: removeNodeFix(id),
      })),
};
