import type { Template } from './definition.ts';
import { classCount, GraphBuilder } from './layout.ts';

/** Words with their places, two encoders, and the mean of what they found. */
export const transformerClassifier: Template = {
  id: 'transformer-classifier',
  title: 'Text classifier (transformer)',
  description: 'Words that look at each other, in two encoders. For texts where far words belong together.',
  needs: 'text',
  build: (dataset) => {
    const graph = new GraphBuilder();
    let last = graph.chain(null, ['input', { shape: [128] }]);
    last = graph.block('token_embedding', { vocabulary: 10_000, units: 64 }, [last]);
    const encoder = { num_heads: 4, intermediate_dim: 128, dropout: 0.1 };
    for (let depth = 0; depth < 2; depth += 1) last = graph.block('transformer_encoder', encoder, [last]);
    graph.chain(
      last,
      ['global_average_pooling1d', {}],
      ['dropout', { rate: 0.2 }],
      ['dense', { units: classCount(dataset) }],
      ['output', {}],
    );
    return graph.build();
  },
};
