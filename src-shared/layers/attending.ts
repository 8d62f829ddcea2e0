import { z } from 'zod';
import { formatBatchShape } from '../shapes/format.ts';
import type { SymbolicTensor } from '../shapes/symbolic.ts';
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

/** A layer of one wire attends to itself; without a key, values are their own keys. */
export function attended<Input>(inputs: readonly Input[]): { query: Input; value: Input; key: Input } | null {
  const [query] = inputs;
  if (query === undefined) return null;
  const value = inputs[1] ?? query;
  return { query, value, key: inputs[2] ?? value };
}

/** Keras is called with query and value at least: one after the other, or as a list. */
export const calledWith = {
  arguments: <Tensor>(inputs: readonly Tensor[]) => ({ args: atLeastTwo(inputs) }),
  list: <Tensor>(inputs: readonly Tensor[]) => ({ args: [atLeastTwo(inputs)] }),
};

const atLeastTwo = <Tensor>(inputs: readonly Tensor[]): readonly Tensor[] =>
  inputs.length === 1 ? [...inputs, ...inputs] : inputs;

export const causalParam = z.boolean().default(false).meta({
  title: 'Causal',
  description: 'Lets each place look only at those before it and at itself: for writing on, step by step.',
});

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
}

/** Runs `then` on inputs that can attend to each other. */
export function withAttention(
  inputs: readonly SymbolicTensor[],
  needs: AttentionNeeds,
  then: (tensors: { query: SymbolicTensor; value: SymbolicTensor; key: SymbolicTensor }) => Inference,
): Inference {
  const tensors = attended(inputs);
  if (!tensors) return fails();
  const { value, key } = tensors;
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
  return then(tensors);
}

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
