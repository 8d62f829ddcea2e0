import type { Rule } from '../context.ts';
import { removeNodeFix, toOpenOutputFix } from '../fixes.ts';

/** Layers that no output depends on are left out of the model: said, not silently done. */
export const aboutUnusedLayers: Rule = {
  find: (context) => {
    const { nodes, live, wiring } = context;
    return (
      [...nodes.keys()]
        // Where it ends is where it can be mended: what leads there needs no word of its own.
        .filter((id) => !live.has(id) && wiring.incoming.get(id)?.length && !wiring.outgoing.get(id)?.length)
        .map((id) => ({
          code: 'unused-layer',
          severity: 'warning',
          node: id,
          expected: 'a way to the output',
          found: 'none',
          message: `${id}: its result does not reach the output, so it is left out of the model. Connect it onwards, or delete it.`,
          fixes: [...toOpenOutputFix(context, id), ...removeNodeFix(id)],
        }))
    );
  },
};
