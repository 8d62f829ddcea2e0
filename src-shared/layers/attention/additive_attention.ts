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
  use_scale: z.boolean().default(true).meta({
    title: 'Scale',
    description: 'Weighs each feature of the comparison by a trainable number.',
  }),
  dropout: attentionDropoutParam,
  use_causal_mask: causalParam,
  return_attention_scores: scoresParam,
});
type Params = z.infer<typeof params>;

const form = kerasForm('AdditiveAttention', params);

/** Bahdanau's attention: bent sums of queries and keys decide which values count. */
export const additiveAttention = defineLayer({
  type: 'additive_attention',
  title: 'Additive attention',
  alsoCalled: ['bahdanau'],
  family: 'attention',
  arity: 'named',
  ports: sequencePorts,
  outputs: scoresOutput,
  mask: 'pass',
  params,
  doc: {
    summary: 'Compares each place with all others by the tanh of their sum and takes along the values that fit.',
    inputShape: '(batch, time, features): one wire for a sequence that looks at itself; query, value and key for two',
    outputShape: '(batch, time of the query, features of the value)',
    formula: 'y = softmax(Σ scale · tanh(Q + K)) · V',
    whenToUse: 'Between an encoder and a decoder of recurrent layers, as in early translation networks.',
    commonMistake: 'Long sequences: every pair of places costs as many values as there are features.',
    source: 'https://keras.io/api/layers/attention_layers/additive_attention/',
  },
  next: ['concatenate', 'global_average_pooling1d', 'dense'],
  summary: ({ use_causal_mask }) => (use_causal_mask ? 'causal' : ''),
  inferShape: (inputs) =>
    withAttention(inputs, { rank: 'sequence', equal: ['query', 'key'], ports: sequencePorts }, ({ query, value }) => ({
      ...infers({ ...withLast(query, lastSize(value)), dtype: 'float32' }),
      more: { scores: scoresShape(query.dims.slice(0, 1), value.dims.slice(0, 1)) },
    })),
  weights: ([query], { use_scale }) =>
    use_scale && query
      ? [{ name: 'scale', shape: [lastSize(query)], trainable: true, initializer: 'GlorotUniform' }]
      : [],
  flops: (inputs) => {
    const tensors = attended(inputs);
    if (!tensors) return 0;
    const { query, value } = tensors;
    return placesOf(query) * placesOf(value) * (4 * lastSize(query) + 2 * lastSize(value) + 5);
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
