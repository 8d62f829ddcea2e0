import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import {
  attended,
  CALL_ARGUMENTS,
  calledWith,
  denseFlops,
  denseInside,
  denseVariables,
  groupedPorts,
  headOptions,
  lastSize,
  placesOf,
  scoresOutput,
  scoresShape,
  withAttention,
} from '../attending.ts';
import { defineLayer } from '../define.ts';
import { fails, infers } from '../inference.ts';
import { kerasForm } from '../keras-form.ts';

const params = z.object({
  head_dim: z.int().min(1).max(65_536).default(16).meta({
    title: 'Head size',
    description: 'How many values each head compares and takes along.',
  }),
  num_query_heads: z.int().min(1).max(1024).default(4).meta({
    title: 'Query heads',
    description: 'How many attentions look at once.',
  }),
  num_key_value_heads: z.int().min(1).max(1024).default(2).meta({
    title: 'Key heads',
    description: 'How many keys and values they share: a divisor of the query heads.',
  }),
  ...headOptions,
});
type Params = z.infer<typeof params>;

const form = kerasForm('GroupQueryAttention', params);
const attributes = { query: '_query_dense', key: '_key_dense', value: '_value_dense', output: '_output_dense' };

/** Several queries share one key and value. */
export const groupQueryAttention = defineLayer({
  type: 'group_query_attention',
  title: 'Grouped query attention',
  alsoCalled: ['gqa', 'multi-query', 'mqa'],
  family: 'attention',
  arity: 'named',
  ports: groupedPorts,
  outputs: scoresOutput,
  mask: 'pass',
  params,
  doc: {
    summary: 'Multi-head attention whose heads share keys and values in groups: fewer parameters, nearly as good.',
    inputShape: '(batch, time, features): one wire for a sequence that looks at itself; query, value and key for two',
    outputShape: 'as the query',
    formula: 'as multi-head attention; head i uses key and value ⌊i · key heads ÷ query heads⌋',
    whenToUse: 'In large language models; with one key head it is multi-query attention.',
    commonMistake: 'Key heads that don’t divide the query heads.',
    source: 'https://keras.io/api/layers/attention_layers/group_query_attention/',
  },
  next: ['dropout', 'add', 'rms_normalization'],
  summary: ({ num_query_heads, num_key_value_heads, head_dim, use_causal_mask }) =>
    `${num_query_heads} : ${num_key_value_heads} × ${head_dim}${use_causal_mask ? ' · causal' : ''}`,
  inferShape: (inputs, { num_query_heads: queries, num_key_value_heads: keys }) => {
    if (queries % keys !== 0) {
      return fails({
        code: 'bad-groups',
        severity: 'error',
        param: 'num_key_value_heads',
        expected: `a divisor of ${queries}`,
        found: `${keys}`,
        message: `shares ${keys} keys among ${queries} queries, which doesn't come out even. Choose a divisor of ${queries}.`,
        remedies: [{ kind: 'set-params', title: 'One key for all queries', params: { num_key_value_heads: 1 } }],
      });
    }
    const needs = { rank: 'sequence', equal: ['query', 'value'], ports: groupedPorts } as const;
    return withAttention(inputs, needs, ({ query, value }) => ({
      ...infers({ ...query, dtype: 'float32' }),
      more: { scores: scoresShape(query.dims.slice(0, 1), value.dims.slice(0, 1), [{ size: queries, axis: 'other' }]) },
    }));
  },
  weights: (inputs, { num_query_heads: queries, num_key_value_heads: keys, head_dim: size, use_bias, use_gate }) => {
    const tensors = attended(inputs);
    if (!tensors) return [];
    const width = lastSize(tensors.query);
    const dense = (name: string, enter: readonly number[], leave: readonly number[]) =>
      denseInside(name, enter, leave, use_bias);
    return [
      ...dense('query', [width], [queries, size]),
      ...dense('key', [lastSize(tensors.key)], [keys, size]),
      ...(use_gate ? dense('gate', [width], [queries, size]) : []),
      ...dense('value', [lastSize(tensors.value)], [keys, size]),
      ...dense('attention_output', [queries, size], [width]),
    ];
  },
  flops: (inputs, { num_query_heads: queries, num_key_value_heads: keys, head_dim: size }, output) => {
    const tensors = attended(inputs);
    if (!tensors) return 0;
    const { query, key, value } = tensors;
    const looks = placesOf(query) * placesOf(value) * queries * (4 * size + 5);
    const dense = denseFlops(query, queries * size) + denseFlops(key, keys * size) + denseFlops(value, keys * size);
    return dense + looks + knownElements(output) * (2 * queries * size + 1);
  },
  reach: () => 'all',
  keras: {
    ...form,
    call: calledWith.arguments(groupedPorts),
    callArguments: CALL_ARGUMENTS,
    pythonClass: 'GroupedQueryAttention',
    variables: (values) => denseVariables(attributes, values),
    toConfig: ({ use_causal_mask: _, return_attention_scores: __, ...values }) => form.toConfig(values as Params),
  },
});
