import type { AnalysisContext, Rule } from '../context.ts';
import { setParamsFix } from '../fixes.ts';
import { firstSourceOf } from '../wiring.ts';

/** A softmax after a softmax flattens all differences, and learning crawls. */
export const aboutSoftmaxTwice: Rule = {
  needsSoundGraph: true,
  find: (context) =>
    [...context.live].flatMap((id) => {
      const source = firstSourceOf(context.wiring, id);
      if (source === undefined || !endsInSoftmax(context, id) || !endsInSoftmax(context, source)) return [];
      // A layer with weights of its own in between makes it a softmax of something new.
      if ((context.nodes.get(id)?.parameters ?? 0) > 0) return [];
      return [
        {
          code: 'softmax-twice',
          severity: 'warning',
          node: source,
          param: 'activation',
          expected: 'one softmax',
          found: `softmax in ${source} and in ${id}`,
          message: `${source}: applies softmax, and ${id} applies it again, which flattens the probabilities and slows learning. Set the activation of ${source} to linear.`,
          fixes: setParamsFix(context, source, `Set the activation of ${source} to linear`, { activation: 'linear' }),
        },
      ];
    }),
};

const endsInSoftmax = ({ nodes }: AnalysisContext, id: string): boolean =>
  nodes.get(id)?.params?.activation === 'softmax';
