import { formatCount } from '../../shapes/format.ts';
import type { Rule } from '../context.ts';

/** Weights per training picture from which on a network mostly learns by heart; far above usual small networks. */
const GENEROUS = 2000;

/** Very large networks on very little data. */
export const aboutModelSize: Rule = {
  needsSoundGraph: true,
  find: ({ dataset, nodes, live }) => {
    const samples = dataset?.samples.train ?? 0;
    let parameters = 0;
    let largest: { id: string; parameters: number } | null = null;
    for (const id of live) {
      const own = nodes.get(id)?.parameters ?? 0;
      parameters += own;
      if (own > (largest?.parameters ?? 0)) largest = { id, parameters: own };
    }
    if (samples === 0 || !largest || parameters <= GENEROUS * samples) return [];
    const found = `${formatCount(parameters)} parameters for ${formatCount(samples)} training samples`;
    return [
      {
        code: 'more-parameters-than-samples',
        severity: 'tip',
        node: largest.id,
        expected: 'a network that suits the amount of data',
        found,
        message: `${largest.id}: holds ${formatCount(largest.parameters)} of the network's ${found}, so it may learn them by heart. Make it smaller, pool before it, or add dropout.`,
      },
    ];
  },
};
