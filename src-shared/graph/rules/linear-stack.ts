import { dense } from '../../layers/core/dense.ts';
import { activationOf } from '../activation-of.ts';
import type { AnalysisContext, Rule } from '../context.ts';
import { setParamsFix } from '../fixes.ts';
import { firstSourceOf } from '../wiring.ts';

/** Two weighted sums without an activation between them can do no more than one. */
export const aboutLinearStacks: Rule = {
  needsSoundGraph: true,
  find: (context) =>
    [...context.live].flatMap((id) => {
      const source = firstSourceOf(context.wiring, id);
      if (source === undefined || !isDense(context, id) || !isDense(context, source)) return [];
      if (activationOf(context, source) !== 'linear' || context.wiring.outgoing.get(source)?.length !== 1) return [];
      return [
        {
          code: 'linear-stack',
          severity: 'tip',
          node: source,
          param: 'activation',
          expected: 'an activation',
          found: 'linear',
          message: `${source}: has no activation before ${id}, so that both together can do no more than ${id} alone. Give it relu.`,
          fixes: setParamsFix(context, source, `Set the activation of ${source} to relu`, { activation: 'relu' }),
        },
      ];
    }),
};

const isDense = ({ nodes }: AnalysisContext, id: string): boolean => nodes.get(id)?.definition?.type === dense.type;
