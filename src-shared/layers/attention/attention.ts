import { z } from 'zod';
import { withLast } from '../../shapes/tensors.ts';
import {
  attended,
  attentionDropoutParam,
  CALL_ARGUMENTS,
  calledWith,
  causalParam,
  LISTED_MASKS,
  lastSize,
  placesOf,
  scoresOutput,
  scoresParam,
  scoresShape,
  sequencePorts,
  withAttention,
} from '../attending.ts';
import { defineLayer } from '../define.ts';
import { infers } from '../inference.ts';
import { kerasForm } from '../keras-form.ts';

const params = z.object({
  use_scale: z.boolean().default(false).meta({
    title: 'Scale',
    description: 'Multiplies the scores by a trainable number.',
  }),
  score_mode: z.enum(['dot', 'concat']).default('dot').meta({
    title: 'Score',
    description: 'How query and key are compared: by their product, or by the bent sum of both.',
  }),
  dropout: attentionDropoutParam,
  use_causal_mask: causalParam,
  return_attention_scores: scoresParam,
});
type Params = z.infer<typeof params>;

const form = kerasForm('Attention', params);

/** Luong's attention: products of queries and keys decide which values count. */
export const attention = defineLayer({
  type: 'attention',
  title: 'Dot-product attention',
  alsoCalled: ['luong', 'scaled dot product', 'self attention'],
  family: 'attention',
  arity: 'named',
  ports: sequencePorts,
  outputs: scoresOutput,
  mask: 'pass',
  params,
  doc: {
    summary:
      'Compares each place with all others by a product and takes along the values that fit, with hardly a weight.',
    inputShape: '(batch, time, features): one wire for a sequence that looks at itself; query, value and key for two',
    outputShape: '(batch, time of the query, features of the value)',
    formula: 'y = softmax(Q Kᵀ · scale) · V',
    whenToUse: 'On top of recurrent layers; in transformers, multi-head attention.',
    commonMistake: 'Expecting it to learn what to compare: it has no dense layers of its own.',
    source: 'https://keras.io/api/layers/attention_layers/attention/',
  },
  next: ['concatenate', 'global_average_pooling1d', 'dense'],
  summary: ({ score_mode, use_causal_mask }) => `${score_mode}${use_causal_mask ? ' · causal' : ''}`,
  inferShape: (inputs) =>
    withAttention(inputs, { rank: 'sequence', equal: ['query', 'key'], ports: sequencePorts }, ({ query, value }) => ({
      ...infers({ ...withLast(query, lastSize(value)), dtype: 'float32' }),
      more: { scores: scoresShape(query.dims.slice(0, 1), value.dims.slice(0, 1)) },
    })),
  weights: (_inputs, { use_scale, score_mode }) => [
    ...(use_scale ? [{ name: 'scale', shape: [], trainable: true, initializer: 'Ones' }] : []),
    ...(score_mode === 'concat'
      ? [{ name: 'concat_score_weight', shape: [], trainable: true, initializer: 'Ones' }]
      : []),
  ],
  flops: (inputs, { score_mode }) => {
    const tensors = attended(inputs);
    if (!tensors) return 0;
    const { query, value } = tensors;
    const score = (score_mode === 'dot' ? 2 : 3) * lastSize(query);
    return placesOf(query) * placesOf(value) * (score + 2 * lastSize(value) + 5);
  },
  reach: () => 'all',
  keras: {
    ...form,
    call: calledWith.list,
    callArguments: CALL_ARGUMENTS,
    masks: LISTED_MASKS,
    toConfig: ({ use_causal_mask: _, return_attention_scores: __, ...values }) => form.toConfig(values as Params),
  },
});
