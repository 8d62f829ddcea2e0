import { z } from 'zod';
import { defineBlock } from './define.ts';
import { attentionPart, feedForwardPart, transformerParams } from './transformer-parts.ts';

/** Looks back on itself, then at what an encoder made of another sequence. */
export const transformerDecoder = defineBlock({
  type: 'transformer_decoder',
  title: 'Transformer decoder',
  alsoCalled: ['cross attention', 'translation'],
  family: 'attention',
  ports: [
    { name: 'in', title: 'Input' },
    { name: 'memory', title: 'Memory' },
  ],
  params: z.object(transformerParams),
  doc: {
    summary: 'Each place looks at those before it, then at the memory of an encoder, then thinks by itself.',
    inputShape: '(batch, time, features), and a memory of the same or another length',
    outputShape: 'as the first input',
    whenToUse: 'To write a sequence by another one: translating, describing.',
    source: 'Vaswani et al.: Attention Is All You Need, 2017, https://arxiv.org/abs/1706.03762',
  },
  summary: ({ num_heads, intermediate_dim }) => `${num_heads} heads · ${intermediate_dim}`,
  build: (parts, input, params, [memory]) => {
    const own = attentionPart(parts, input.from, input, params, { causal: true });
    const crossed = memory ? attentionPart(parts, own, input, params, { memory: memory.from }) : own;
    return feedForwardPart(parts, crossed, input, params);
  },
});
