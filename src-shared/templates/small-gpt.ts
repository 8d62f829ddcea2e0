import type { Template } from './definition.ts';
import { GraphBuilder } from './layout.ts';

/** Letters, digits and signs that plain texts are made of, with the padding and the unknown one. */
const VOCABULARY = 98;

/** Four GPT blocks over letters: says at each place what comes next. */
export const smallGpt: Template = {
  id: 'small-gpt',
  title: 'Small GPT',
  description:
    'Writes text letter by letter: four blocks that look back, and a guess at what comes next at each place.',
  needs: 'text',
  build: () => {
    const graph = new GraphBuilder();
    let last = graph.chain(null, ['input', { shape: [128] }]);
    last = graph.block('token_embedding', { vocabulary: VOCABULARY, units: 128 }, [last]);
    const decoder = { num_heads: 4, intermediate_dim: 512, dropout: 0.1, activation: 'gelu' };
    for (let depth = 0; depth < 4; depth += 1) last = graph.block('causal_decoder', decoder, [last]);
    graph.chain(last, ['layer_normalization', { epsilon: 1e-5 }], ['dense', { units: VOCABULARY }], ['output', {}]);
    return graph.build();
  },
};
