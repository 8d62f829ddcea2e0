import { activationOf } from '../activation-of.ts';
import type { AnalysisContext, Rule } from '../context.ts';
import type { Fix } from '../problems.ts';
import type { GraphEdit } from '../types.ts';

/** The largest slope of each: of sigmoid ¼; tanh's is 1 at 0 only. */
const FLAT: ReadonlySet<string> = new Set(['sigmoid', 'hard_sigmoid', 'tanh', 'hard_tanh', 'softsign']);
/** Two of them do little harm; from three on in a row the first layers learn noticeably slower. */
const MANY = 3;

/** Sigmoid after sigmoid: each makes the gradient smaller, so that the first layers hardly learn (Glorot & Bengio, 2010). */
export const aboutSaturatingStacks: Rule = {
  needsSoundGraph: true,
  find: (context) => {
    const above = new Map<string, readonly string[]>();
    const goesOn = new Set<string>();
    for (const id of context.order) {
      if (!context.live.has(id)) continue;
      const flat = isFlat(context, id);
      // Until the first that saturates there is no chain to go on with.
      if (!flat && above.size === 0) continue;
      const longest = longestAbove(context, id, above);
      if (flat) {
        above.set(id, [...longest, id]);
        const last = longest.at(-1);
        if (last !== undefined) goesOn.add(last);
      } else if (keepsGradient(context, id)) above.set(id, longest);
    }
    const chains = [...above].filter(([id, chain]) => chain.at(-1) === id && !goesOn.has(id));
    return chains
      .filter(([, chain]) => chain.length >= MANY)
      .map(([, chain]) => ({
        code: 'saturating-stack',
        severity: 'warning',
        node: chain[0] ?? '',
        param: 'activation',
        expected: 'relu or gelu between the layers',
        found: `${chain.length} in a row that saturate`,
        message: `${chain[0]}: begins ${chain.length} layers in a row that end in sigmoid or tanh (${listed(chain)}). Each makes the gradient smaller, so that the first ones hardly learn. Use relu or gelu between them.`,
        fixes: [toRelu(context, chain)],
      }));
  },
};

function longestAbove(
  { wiring }: AnalysisContext,
  id: string,
  above: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  let longest: readonly string[] = [];
  for (const { source } of wiring.incoming.get(id) ?? []) {
    const chain = above.get(source);
    if (chain && chain.length > longest.length) longest = chain;
  }
  return longest;
}

const listed = (ids: readonly string[]): string =>
  ids.length <= 4 ? ids.join(', ') : `${ids.slice(0, 3).join(', ')} and ${ids.length - 3} more`;

/** Recurrent layers are made for tanh, and the output's sigmoid is its meaning. */
function isFlat(context: AnalysisContext, id: string): boolean {
  const node = context.nodes.get(id);
  if (!node?.params || !FLAT.has(activationOf(context, id) ?? '')) return false;
  return !('return_sequences' in node.params) && !node.definition?.role;
}

/** Normalization and joining paths bring gradients back; what has weights of its own and no flat end begins anew. */
function keepsGradient(context: AnalysisContext, id: string): boolean {
  const node = context.nodes.get(id);
  const isPlain = node?.definition?.arity === 'one' && node.definition.family !== 'normalization';
  const activation = activationOf(context, id);
  return isPlain && (activation === null || activation === 'linear') && !node.definition?.role;
}

function toRelu({ wiring }: AnalysisContext, chain: readonly string[]): Fix {
  const edits = chain.flatMap((id): GraphEdit[] => {
    const node = wiring.nodes.get(id);
    return node ? [{ kind: 'set-params', id, params: { ...node.params, activation: 'relu' } }] : [];
  });
  return { title: `Use relu in all ${chain.length}`, edit: { kind: 'batch', edits } };
}
