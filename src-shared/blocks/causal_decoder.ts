import { z } from 'zod';
import { defineBlock, oneInput } from './define.ts';
import { attentionPart, feedForwardPart, transformerParams } from './transformer-parts.ts';

/** A decoder without memory, as GPT has it. */
export const causalDecoder = defineBlock({
  type: 'causal_decoder',
  title: 'GPT block',
  alsoCalled: ['gpt', 'language model', 'self attention'],
  family: 'attention',
  ports: oneInput,
  params: z.object(transformerParams),
  doc: {
    summary: 'Each place looks at those before it only, then thinks by itself.',
    inputShape: '(batch, time, features)',
    outputShape: 'as the input',
    whenToUse: 'To write text, or anything that goes on step by step.',
    source: 'Radford et al.: Improving Language Understanding by Generative Pre-Training, 2018',
  },
  summary: ({ num_heads, intermediate_dim }) => `${num_heads} heads · ${intermediate_dim}`,
  build: (parts, input, params) =>
    feedForwardPart(parts, attentionPart(parts, input.from, input, params, { causal: true }), input, params),
});
