import { z } from 'zod';
import { defineBlock, oneInput } from './define.ts';
import { attentionPart, feedForwardPart, transformerParams } from './transformer-parts.ts';

/** Attention to all places, then dense layers at each of them. */
export const transformerEncoder = defineBlock({
  type: 'transformer_encoder',
  title: 'Transformer encoder',
  alsoCalled: ['bert', 'self attention'],
  family: 'attention',
  ports: oneInput,
  params: z.object(transformerParams),
  doc: {
    summary: 'Each place of a sequence looks at all others, then thinks by itself; both with a way past.',
    inputShape: '(batch, time, features)',
    outputShape: 'as the input',
    whenToUse: 'To understand sequences that are known as a whole: texts, the patches of a picture, sounds.',
    source: 'Vaswani et al.: Attention Is All You Need, 2017, https://arxiv.org/abs/1706.03762',
  },
  summary: ({ num_heads, intermediate_dim }) => `${num_heads} heads · ${intermediate_dim}`,
  build: (parts, input, params) =>
    feedForwardPart(parts, attentionPart(parts, input.from, input, params), input, params),
});
