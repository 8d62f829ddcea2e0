import { relu } from '../../layers/activation/relu.ts';
import { activationOf } from '../activation-of.ts';
import type { AnalysisContext, Rule } from '../context.ts';
import { removeNodeFix, setParamsFix } from '../fixes.ts';
import type { Fix } from '../problems.ts';
import { firstSourceOf } from '../wiring.ts';

/** Activations that let nothing below 0 through. */
const CUTS: ReadonlySet<string> = new Set(['relu', 'relu6']);

/** Softmax needs values that can speak against a class; cut off at 0, all that is unlikely looks the same. */
export const aboutReluBeforeSoftmax: Rule = {
  needsSoundGraph: true,
  find: (context) =>
    context.outputs.flatMap((id) => {
      const source = firstSourceOf(context.wiring, id);
      const cut = source === undefined ? null : cutBy(context, source);
      if (source === undefined || !cut || activationOf(context, id) !== 'softmax') return [];
      return [
        {
          code: 'relu-before-softmax',
          severity: 'warning',
          node: source,
          expected: 'values above and below 0',
          found: 'values cut off at 0',
          message: `${source}: cuts off everything below 0 right before the softmax of ${id}, so nothing can speak against a class, and a unit that is cut off for all samples learns no more. ${cut.advice}`,
          fixes: cut.fixes,
        },
      ];
    }),
};

function cutBy(context: AnalysisContext, id: string): { advice: string; fixes: Fix[] } | null {
  if (context.nodes.get(id)?.definition?.type === relu.type) return { advice: 'Delete it.', fixes: removeNodeFix(id) };
  if (!CUTS.has(activationOf(context, id) ?? '')) return null;
  const title = `Set the activation of ${id} to linear`;
  return { advice: `${title}.`, fixes: setParamsFix(context, id, title, { activation: 'linear' }) };
}
