import { z } from 'zod';
import { activationParam } from '../layers/activations.ts';
import type { BlockParts, Source } from './block-parts.ts';
import type { BlockInput } from './definition.ts';

/** What encoder and decoder blocks have in common, by KerasHub's names. */
export const transformerParams = {
  intermediate_dim: z.int().min(1).max(65_536).default(128).meta({
    title: 'Hidden units',
    description: 'Of the dense layer between attention and output.',
  }),
  num_heads: z.int().min(1).max(128).default(4).meta({
    title: 'Heads',
    description: 'How many attentions look at once; together they are as wide as the input.',
  }),
  dropout: z.number().min(0).max(0.95).default(0).meta({
    title: 'Dropout',
    description: 'Share of the values that are hidden in training, after attention and after the dense layers.',
  }),
  activation: activationParam('relu'),
  normalize_first: z.boolean().default(true).meta({
    title: 'Normalize first',
    description: 'Normalizes before each part instead of after it: learns with less care for the learning rate.',
  }),
};
const schema = z.object(transformerParams);
export type TransformerParams = z.infer<typeof schema>;

/** As wide as what comes in, which a way past it needs. */
const widthOf = ({ shape }: BlockInput): number => shape?.dims.at(-1)?.size ?? 64;

/** One part of a transformer block: `inner` with normalization, dropout and a way past it. */
function withWayPast(
  parts: BlockParts,
  from: Source,
  { normalize_first: first, dropout }: TransformerParams,
  inner: (from: Source) => Source,
): Source {
  const normalize = (source: Source) => parts.add('layer_normalization', { epsilon: 1e-5 }, [source]);
  const result = inner(first ? normalize(from) : from);
  const last = dropout > 0 ? parts.add('dropout', { rate: dropout }, [result]) : result;
  const sum = parts.add('add', {}, [from, last]);
  return first ? sum : normalize(sum);
}

/** Attention of a sequence to itself, or to `memory`. */
export function attentionPart(
  parts: BlockParts,
  from: Source,
  input: BlockInput,
  params: TransformerParams,
  options: { readonly causal?: boolean; readonly memory?: Source } = {},
): Source {
  const attention = {
    num_heads: params.num_heads,
    key_dim: Math.max(1, Math.floor(widthOf(input) / params.num_heads)),
    dropout: params.dropout,
    ...(options.causal ? { use_causal_mask: true } : {}),
  };
  const memory = options.memory ? [options.memory] : [];
  return withWayPast(parts, from, params, (source) =>
    parts.add('multi_head_attention', attention, [source, ...memory]),
  );
}

/** Two dense layers, applied at each place of the sequence. */
export function feedForwardPart(parts: BlockParts, from: Source, input: BlockInput, params: TransformerParams): Source {
  const { intermediate_dim: units, activation } = params;
  return withWayPast(parts, from, params, (source) =>
    parts.chain(source, ['dense', { units, activation }], ['dense', { units: widthOf(input) }]),
  );
}
