import { z } from 'zod';
import { defineBlock, oneInput } from './define.ts';

const params = z.object({
  vocabulary: z.int().min(1).max(10_000_000).default(1000).meta({
    title: 'Vocabulary',
    description: 'How many different words or letters come in, the padding and the unknown one counted.',
  }),
  units: z.int().min(1).max(65_536).default(64).meta({
    title: 'Units',
    description: 'How many values stand for each of them.',
  }),
});

/** A vector for each word, and one for each place. */
export const tokenEmbedding = defineBlock({
  type: 'token_embedding',
  title: 'Words and places',
  alsoCalled: ['positional encoding', 'words'],
  family: 'attention',
  ports: oneInput,
  params,
  doc: {
    summary:
      'Gives each word a vector and adds one for the place where it stands. The places are the bias of an einsum dense, a layer that every Keras has; its kernel scales each feature and starts at 1.',
    inputShape: '(batch, time) of whole numbers',
    outputShape: '(batch, time, units)',
    whenToUse: 'Before transformer blocks on text: attention by itself knows no order.',
    source: 'Vaswani et al.: Attention Is All You Need, 2017, https://arxiv.org/abs/1706.03762',
  },
  summary: ({ vocabulary, units }) => `${vocabulary} → ${units}`,
  build: (parts, { from, shape }, { vocabulary, units }) =>
    parts.chain(
      from,
      ['embedding', { input_dim: vocabulary, output_dim: units }],
      [
        'einsum_dense',
        {
          equation: 'abc,c->abc',
          output_shape: [shape?.dims[0]?.size ?? 128, units],
          bias_axes: 'bc',
          kernel_initializer: 'ones',
          bias_initializer: { name: 'random_normal', mean: 0, stddev: 0.02 },
        },
      ],
    ),
});
