import { z } from 'zod';
import type { SymbolicTensor } from '../../shapes/symbolic.ts';
import { knownElements } from '../../shapes/tensors.ts';
import {
  attended,
  CALL_ARGUMENTS,
  calledWith,
  denseFlops,
  denseInside,
  denseVariables,
  headOptions,
  headPorts,
  lastSize,
  needsOneAxis,
  placesOf,
  scoresOutput,
  scoresShape,
  withAttention,
} from '../attending.ts';
import { defineLayer } from '../define.ts';
import { fails, infers } from '../inference.ts';
import { kerasForm } from '../keras-form.ts';

const params = z.object({
  num_heads: z.int().min(1).max(1024).default(4).meta({
    title: 'Heads',
    description: 'How many attentions look at once, each for something else.',
  }),
  key_dim: z.int().min(1).max(65_536).default(16).meta({
    title: 'Key size',
    description: 'How many values of each head are compared; usually the features divided by the heads.',
  }),
  value_dim: z.int().min(1).max(65_536).nullable().default(null).meta({
    title: 'Value size',
    description: 'How many values each head takes along.',
    whenEmpty: 'as the keys',
    advanced: true,
  }),
  output_shape: z.array(z.int().min(1).max(65_536)).min(1).max(3).nullable().default(null).meta({
    title: 'Output shape',
    description: 'Of each place.',
    control: 'shape',
    whenEmpty: 'as the query',
    advanced: true,
  }),
  attention_axes: z.array(z.int().min(1).max(6)).min(1).max(4).nullable().default(null).meta({
    title: 'Axes',
    description: 'Along which axes places look at each other; 1 is the first behind the batch.',
    control: 'shape',
    whenEmpty: 'all but batch and features',
    advanced: true,
  }),
  ...headOptions,
});
type Params = z.infer<typeof params>;

const form = kerasForm('MultiHeadAttention', params);
const attributes = { query: 'query_dense', key: 'key_dense', value: 'value_dense', output: 'output_dense' };

/** Along which axes of a tensor, the batch counted, it looks. */
export const attentionAxes = (rank: number, chosen: readonly number[] | null): number[] =>
  chosen ? [...chosen] : Array.from({ length: rank - 2 }, (_, index) => index + 1);

function badAxes(query: SymbolicTensor, value: SymbolicTensor, { attention_axes: chosen }: Params): boolean {
  const rank = query.dims.length + 1;
  const axes = attentionAxes(rank, chosen);
  const outside = axes.some((axis) => axis > rank - 2) || new Set(axes).size < axes.length;
  const others = query.dims
    .slice(0, -1)
    .some(({ size }, place) => !axes.includes(place + 1) && size !== value.dims[place]?.size);
  return outside || others;
}

/** Looks from each place at all others with several heads. */
export const multiHeadAttention = defineLayer({
  type: 'multi_head_attention',
  title: 'Multi-head attention',
  alsoCalled: ['self attention', 'cross attention', 'mha', 'transformer'],
  family: 'attention',
  arity: 'named',
  ports: headPorts,
  outputs: scoresOutput,
  mask: 'pass',
  params,
  doc: {
    summary:
      'Lets each place of a sequence look at all others and take along what matters, with several heads at once.',
    inputShape: '(batch, time, features): one wire for a sequence that looks at itself; query, value and key for two',
    outputShape: 'as the query',
    formula: 'headᵢ = softmax(Q Wᵢ (K Vᵢ)ᵀ / √key_dim) · V Uᵢ; y = [head₁ … headₙ] · O',
    whenToUse: 'In transformers: for text, patches of pictures, sounds, and wherever far places belong together.',
    commonMistake: 'Forgetting that attention knows no order: add positions before it.',
    source: 'https://keras.io/api/layers/attention_layers/multi_head_attention/',
  },
  next: ['dropout', 'add', 'layer_normalization'],
  summary: ({ num_heads, key_dim, use_causal_mask }) =>
    `${num_heads} × ${key_dim}${use_causal_mask ? ' · causal' : ''}`,
  inferShape: (inputs, values) =>
    withAttention(inputs, { rank: 'any', ports: headPorts }, ({ query, value }) => {
      if (badAxes(query, value, values)) {
        return fails({
          code: 'bad-axis',
          severity: 'error',
          param: 'attention_axes',
          expected: 'axes between batch and features, and the others of one size in query and value',
          found: `${values.attention_axes ?? 'all'}`,
          message: `can't look along axes ${values.attention_axes?.join(', ') ?? 'of different number'} of {input0}. Choose axes between batch and features; along the others, query and value must have the same size.`,
        });
      }
      const sequence = query.dims.length === 2;
      if (values.use_causal_mask && !sequence) return fails(needsOneAxis('use_causal_mask', query));
      if (values.sliding_window !== null && !sequence) return fails(needsOneAxis('sliding_window', query));
      const last = values.output_shape?.map((size) => ({ size, axis: 'features' as const })) ?? query.dims.slice(-1);
      const axes = attentionAxes(query.dims.length + 1, values.attention_axes);
      const along = ({ dims }: SymbolicTensor) => axes.flatMap((axis) => dims[axis - 1] ?? []);
      const others = query.dims.slice(0, -1).filter((_, place) => !axes.includes(place + 1));
      const heads = { size: values.num_heads, axis: 'other' as const };
      return {
        ...infers({ dims: [...query.dims.slice(0, -1), ...last], dtype: 'float32' }),
        more: { scores: scoresShape(along(query), along(value), [...others, heads]) },
      };
    }),
  weights: (inputs, { num_heads: heads, key_dim, value_dim, output_shape, use_bias, use_gate }) => {
    const tensors = attended(inputs);
    if (!tensors) return [];
    const taken = value_dim ?? key_dim;
    const dense = (name: string, enter: readonly number[], leave: readonly number[]) =>
      denseInside(name, enter, leave, use_bias);
    return [
      ...dense('query', [lastSize(tensors.query)], [heads, key_dim]),
      ...dense('key', [lastSize(tensors.key)], [heads, key_dim]),
      ...(use_gate ? dense('gate', [lastSize(tensors.query)], [heads, taken]) : []),
      ...dense('value', [lastSize(tensors.value)], [heads, taken]),
      ...dense('attention_output', [heads, taken], output_shape ?? [lastSize(tensors.query)]),
    ];
  },
  flops: (inputs, { num_heads: heads, key_dim, value_dim, attention_axes }, output) => {
    const tensors = attended(inputs);
    if (!tensors) return 0;
    const { query, key, value } = tensors;
    const taken = value_dim ?? key_dim;
    const axes = attentionAxes(query.dims.length + 1, attention_axes);
    const seen = axes.reduce((count, axis) => count * (value.dims[axis - 1]?.size ?? 1), 1);
    const looks = placesOf(query) * seen * heads * (2 * key_dim + 2 * taken + 5);
    const dense =
      denseFlops(query, heads * key_dim) + denseFlops(key, heads * key_dim) + denseFlops(value, heads * taken);
    return dense + looks + knownElements(output) * (2 * heads * taken + 1);
  },
  reach: () => 'all',
  keras: {
    ...form,
    call: calledWith.arguments(headPorts),
    callArguments: CALL_ARGUMENTS,
    variables: (values) => denseVariables(attributes, values),
    toConfig: ({ use_causal_mask: _, return_attention_scores: __, ...values }) => ({
      ...form.toConfig(values as Params),
      value_dim: values.value_dim ?? values.key_dim,
    }),
    fromConfig: (config) => {
      const { value_dim, output_shape, attention_axes, ...values } = form.fromConfig(config);
      const listed = (value: unknown) => (typeof value === 'number' ? [value] : value);
      return {
        ...values,
        value_dim: value_dim === values.key_dim ? null : value_dim,
        output_shape: listed(output_shape),
        attention_axes: listed(attention_axes),
      } as z.input<typeof params>;
    },
  },
});
