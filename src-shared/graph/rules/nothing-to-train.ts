import type { Rule } from '../context.ts';
import type { GraphEdit } from '../types.ts';

/** Frozen from end to end, a network stays what it is however long it trains. */
export const aboutNothingToTrain: Rule = {
  needsSoundGraph: true,
  find: ({ order, live, nodes, wiring }) => {
    const inUse = order.filter((id) => live.has(id));
    const frozen = inUse.filter((id) => wiring.nodes.get(id)?.frozen && (nodes.get(id)?.weights?.length ?? 0) > 0);
    const learns = inUse.some((id) => nodes.get(id)?.weights?.some((weight) => weight.trainable));
    const last = frozen.at(-1);
    if (last === undefined || learns) return [];
    const edits = frozen.map((id): GraphEdit => ({ kind: 'set-options', id, options: { frozen: undefined } }));
    return [
      {
        code: 'nothing-to-train',
        severity: 'warning',
        node: last,
        expected: 'a layer that learns',
        found: `${frozen.length} frozen, none that learns`,
        message: `${last}: is frozen, as every other layer with weights is, so that training changes nothing. Let at least the last ones learn.`,
        fixes: [
          { title: `Let ${last} learn`, edit: { kind: 'set-options', id: last, options: { frozen: undefined } } },
          ...(edits.length > 1
            ? [{ title: `Let all ${edits.length} learn`, edit: { kind: 'batch', edits } } as const]
            : []),
        ],
      },
    ];
  },
};
