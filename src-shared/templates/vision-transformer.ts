import type { Template } from './definition.ts';
import { classCount, GraphBuilder } from './layout.ts';

const PATCH = 8;

/** Patches, a class token, and four encoders: what a picture shows is read off the token. */
export const visionTransformer: Template = {
  id: 'vision-transformer',
  title: 'Vision transformer',
  description: 'Cuts pictures into patches that look at each other. Learns slower than a CNN from few pictures.',
  needs: 'images',
  build: (dataset, { pictureSize = 64 } = {}) => {
    const graph = new GraphBuilder();
    let last = graph.chain(
      null,
      ['input', { shape: [pictureSize, pictureSize, 3] }],
      ['rescaling', { scale: 1 / 127.5, offset: -1 }],
      ['random_flip', { mode: 'horizontal' }],
      ['random_translation', { height_factor: 0.08, width_factor: 0.08, fill_mode: 'nearest' }],
    );
    last = graph.block('patch_embedding', { patch_size: PATCH, units: 64 }, [last]);
    const encoder = { num_heads: 4, intermediate_dim: 128, dropout: 0.1, activation: 'gelu' };
    for (let depth = 0; depth < 4; depth += 1) last = graph.block('transformer_encoder', encoder, [last]);
    graph.chain(
      last,
      ['layer_normalization', { epsilon: 1e-5 }],
      // All but the class token, which stands in front.
      ['cropping1d', { cropping: [0, Math.floor(pictureSize / PATCH) ** 2] }],
      ['flatten', {}],
      ['dense', { units: classCount(dataset) }],
      ['output', {}],
    );
    return graph.build();
  },
};
