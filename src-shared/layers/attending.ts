import { z } from 'zod';
import { formatBatchShape } from '../shapes/format.ts';
import type { Dimension, SymbolicTensor } from '../shapes/symbolic.ts';
import type { Inference, InputPort, LayerProblem, WeightSpec } from './definition.ts';
import { fails, unknownSize } from './inference.ts';
import { asSteps } from './missing-axis.ts';
import { weightOptions } from './weight-options.ts';

/** What attention layers have in common: inputs, parameters and the checks of both. */

export const attentionPorts: readonly InputPort[] = [
  { name: 'query', title: 'Query' },
  { name: 'value', title: 'Value', optional: true, otherwise: 'query' },
  { name: 'key', title: 'Key', optional: true, otherwise: 'value' },
];

const maskPort = (name: string, title: string): InputPort => ({
  name,
  title,
  optional: true,
  otherwise: 'query',
  rare: true,
});
const attentionMask = maskPort('attention_mask', 'Attention mask');
const queryMask = maskPort('query_mask', 'Query mask');
const valueMask = maskPort('value_mask', 'Value mask');
const keyMask = maskPort('key_mask', 'Key mask');

/** Masks that come in as tensors, one for each place or pair of places. Keras's multi-head attention heeds no query mask. */
export const headPorts = [...attentionPorts, attentionMask, valueMask, keyMask];
export const groupedPorts = [...attentionPorts, attentionMask, queryMask, valueMask, keyMask];
export const sequencePorts = [...attentionPorts, queryMask, valueMask];

/** The inputs at ports of masks, by their names. A mask that is the query stands for none. */
export function masksAmong<Input>(ports: readonly InputPort[], inputs: readonly Input[]): ReadonlyMap<string, Input> {
  const [query] = inputs;
  const given = inputs.slice(attentionPorts.length).flatMap((input, index): [string, Input][] => {
    const name = ports[index + attentionPorts.length]?.name;
    return name === undefined || input === query ? [] : [[name, input]];
  });
  return new Map(given);
}

/** A layer of one wire attends to itself; without a key, values are their own keys. */
export function attended<Input>(inputs: readonly Input[]): { query: Input; value: Input; key: Input } | null {
  const [query] = inputs;
  if (query === undefined) return null;
  const value = inputs[1] ?? query;
  return { query, value, key: inputs[2] ?? value };
}

interface AtCall {
  readonly use_causal_mask: boolean;
  readonly return_attention_scores: boolean;
}

/** Parameters that Keras takes at the call. */
export const CALL_ARGUMENTS: readonly (keyof AtCall)[] = ['use_causal_mask', 'return_attention_scores'];

const saidAtCall = ({ use_causal_mask, return_attention_scores }: AtCall) => ({
  use_causal_mask,
  return_attention_scores,
});

/** Keras is called with query and value at least, one after the other or as a list, and with masks by their names. */
export const calledWith = {
  arguments:
    (ports: readonly InputPort[]) =>
    <Tensor>(inputs: readonly Tensor[], params: AtCall) => {
      const masks = masksAmong(ports, inputs);
      const args = atLeastTwo(inputs);
      return masks.size === 0 ? { args } : { args, kwargs: { ...saidAtCall(params), ...Object.fromEntries(masks) } };
    },
  list: <Tensor>(inputs: readonly Tensor[], params: AtCall) => {
    const masks = masksAmong(sequencePorts, inputs);
    const args = [atLeastTwo(inputs)];
    if (masks.size === 0) return { args };
    return { args, kwargs: { ...saidAtCall(params), mask: LISTED_MASKS.map((name) => masks.get(name) ?? null) } };
  },
};

/** In the list that Keras's attentions of sequences take. */
export const LISTED_MASKS: readonly string[] = ['query_mask', 'value_mask'];

function atLeastTwo<Tensor>(inputs: readonly Tensor[]): readonly Tensor[] {
  const [query, value, key] = inputs.slice(0, attentionPorts.length);
  const [first, second] = [query, value ?? query].filter((tensor) => tensor !== undefined);
  if (first === undefined || second === undefined) return [];
  return key === undefined || key === second ? [first, second] : [first, second, key];
}

export const causalParam = z.boolean().default(false).meta({
  title: 'Causal',
  description: 'Lets each place look only at those before it and at itself: for writing on, step by step.',
});

export const scoresParam = z.boolean().default(false).meta({
  title: 'Return scores',
  description: 'Gives, beside its output, how much each place looks at each other: to be looked at, or used further.',
  advanced: true,
});

/** What comes out beside the output. */
export const scoresOutput = ({ return_attention_scores: wanted }: AtCall): readonly string[] =>
  wanted ? ['scores'] : [];

export const attentionDropoutParam = z.number().min(0).max(0.99).default(0).meta({
  title: 'Dropout',
  description: 'Share of the glances that are hidden in training.',
});

/** Options of layers that look with several heads. */
export const headOptions = {
  dropout: attentionDropoutParam,
  use_bias: z
    .boolean()
    .default(true)
    .meta({ title: 'Bias', description: 'Adds a trainable offset in each dense layer.' }),
  use_gate: z.boolean().default(false).meta({
    title: 'Gate',
    description: 'Lets the query decide, value by value, how much of what was seen goes on.',
    advanced: true,
  }),
  sliding_window: z.int().min(1).max(1_000_000).nullable().default(null).meta({
    title: 'Window',
    description: 'Lets each place look at those nearer than this only.',
    whenEmpty: 'all places',
    advanced: true,
  }),
  use_causal_mask: causalParam,
  return_attention_scores: scoresParam,
  ...weightOptions({ kernel: 'glorot_uniform', bias: 'zeros' }),
};

/** Weights of one of the dense layers inside: sizes that enter, sizes that leave. */
export function denseInside(
  name: string,
  enter: readonly number[],
  leave: readonly number[],
  bias: boolean,
): WeightSpec[] {
  const count = (sizes: readonly number[]) => sizes.reduce((product, size) => product * size, 1);
  const fans = [count(enter), count(leave)] as const;
  const kernel = { name: `${name}/kernel`, shape: [...enter, ...leave], trainable: true, fans };
  return bias ? [kernel, { name: `${name}/bias`, shape: [...leave], trainable: true }] : [kernel];
}

/** Where Keras keeps the weights of the dense layers inside, by the names of its attributes. */
export function denseVariables(
  attributes: { readonly query: string; readonly key: string; readonly value: string; readonly output: string },
  { use_bias, use_gate }: { readonly use_bias: boolean; readonly use_gate: boolean },
): string[] {
  const { query, key, value, output } = attributes;
  const dense = [query, key, ...(use_gate ? ['_gate_dense'] : []), value, output];
  return dense.flatMap((name) => [`${name}/vars/0`, ...(use_bias ? [`${name}/vars/1`] : [])]);
}

export const lastSize = (tensor: SymbolicTensor): number => tensor.dims.at(-1)?.size ?? 1;

/** Work of a dense layer at each place of a tensor. */
export const denseFlops = (tensor: SymbolicTensor, leave: number): number =>
  placesOf(tensor) * leave * (2 * lastSize(tensor) + 1);

/** How many places a tensor has; unknown sizes count as one. */
export const placesOf = (tensor: SymbolicTensor): number =>
  tensor.dims.slice(0, -1).reduce((count, { size }) => count * (size ?? 1), 1);

const mismatch = (expected: string, inputs: readonly SymbolicTensor[], advice: string): LayerProblem => {
  const found = inputs.map(formatBatchShape).join(', ');
  const from = inputs.map((_, index) => `{input${index}}`).join(', ');
  return {
    code: 'shape-mismatch',
    severity: 'error',
    expected,
    found,
    message: `expects ${expected}; got ${found} from ${from}. ${advice}`,
  };
};

export interface AttentionNeeds {
  /** How many axes the inputs may have beside the batch. */
  readonly rank: 'sequence' | 'any';
  /** Two of them that must be equally wide, as the layer multiplies or adds them. */
  readonly equal?: readonly ['query', 'key' | 'value'];
  readonly ports: readonly InputPort[];
}

/** Runs `then` on inputs that can attend to each other. */
export function withAttention(
  given: readonly SymbolicTensor[],
  needs: AttentionNeeds,
  then: (tensors: { query: SymbolicTensor; value: SymbolicTensor; key: SymbolicTensor }) => Inference,
): Inference {
  const inputs = given.slice(0, attentionPorts.length);
  const tensors = attended(inputs);
  if (!tensors) return fails();
  const { query, value, key } = tensors;
  const ranks = inputs.map(({ dims }) => dims.length);
  const rank = ranks[0] ?? 0;
  if (rank < 2 || (needs.rank === 'sequence' && rank > 2) || ranks.some((other) => other !== rank)) {
    const expected =
      needs.rank === 'sequence' ? 'sequences (batch, time, features)' : 'inputs of one rank (batch, places…, features)';
    // One reshape mends it only where all comes in by one wire.
    const remedies = inputs.length === 1 ? asSteps(value) : [];
    return fails({ ...mismatch(expected, inputs, 'Bring them to that shape with reshape first.'), remedies });
  }
  const unknown = inputs.find(({ dims }) => dims.at(-1)?.size === null);
  if (unknown) return unknownSize(unknown);
  const differ = value.dims.slice(0, -1).some(({ size }, axis) => size !== key.dims[axis]?.size);
  if (differ)
    return fails(mismatch('a value and a key of the same length', inputs, 'Feed both from the same sequence.'));
  const [one, other] = needs.equal ?? ['query', 'query'];
  if (lastSize(tensors[one]) !== lastSize(tensors[other])) {
    const advice = 'Bring them to one size with dense first.';
    return fails(mismatch(`a ${one} and a ${other} with the same last dimension`, inputs, advice));
  }
  for (const [name, mask] of masksAmong(needs.ports, given)) {
    const wrong = maskProblem(name, mask, { query, value, at: given.indexOf(mask) });
    if (wrong) return fails(wrong);
  }
  return then(tensors);
}

/** Masks are of the places of sequences: for all of the query, for all of the value, or for each pair. */
function maskProblem(
  name: string,
  mask: SymbolicTensor,
  { query, value, at }: { query: SymbolicTensor; value: SymbolicTensor; at: number },
): LayerProblem | null {
  const [places, seen] = [query.dims.slice(0, 1), value.dims.slice(0, 1)];
  const dims = { attention_mask: [...places, ...seen], query_mask: places }[name] ?? seen;
  const fits = mask.dims.length === dims.length && mask.dims.every(({ size }, axis) => fitting(size, dims[axis]?.size));
  if (fits && query.dims.length === 2) return null;
  const found = formatBatchShape(mask);
  const expected = query.dims.length === 2 ? formatBatchShape({ ...mask, dims }) : 'a query of (batch, time, features)';
  return {
    code: 'shape-mismatch',
    severity: 'error',
    expected,
    found: query.dims.length === 2 ? found : formatBatchShape(query),
    message: `takes ${name} for sequences, with 1 where there is something to look at and 0 where not: ${expected}; got ${found} from {input${at}}. Give it that shape, or leave ${name} open.`,
  };
}

const fitting = (size: number | null, wanted: number | null | undefined): boolean =>
  size === null || wanted == null || size === wanted;

/** How much each place looks at each other, head by head where there are several. */
export const scoresShape = (
  query: readonly Dimension[],
  value: readonly Dimension[],
  before: readonly Dimension[] = [],
): SymbolicTensor => ({ dims: [...before, ...query, ...value], dtype: 'float32' });

/** A causal mask and a window count places along one axis. */
export const needsOneAxis = (param: string, input: SymbolicTensor): LayerProblem => ({
  code: 'mask-needs-sequence',
  severity: 'error',
  param,
  expected: 'a sequence (batch, time, features)',
  found: formatBatchShape(input),
  message: `can say what comes before what in a sequence (batch, time, features) only; got ${formatBatchShape(input)} from {input0}. Switch ${param} off, or reshape first.`,
  remedies: [
    {
      kind: 'set-params',
      title: `Switch ${param} off`,
      params: { [param]: param === 'use_causal_mask' ? false : null },
    },
  ],
});
