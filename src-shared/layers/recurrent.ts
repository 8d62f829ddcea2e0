import { z } from 'zod';
import { formatBatchShape, formatShape } from '../shapes/format.ts';
import type { Dimension, SymbolicTensor } from '../shapes/symbolic.ts';
import { activationParam } from './activations.ts';
import type { Inference, InputPort, LayerProblem, MaskFlow, Remedy, WeightSpec } from './definition.ts';
import { fails, unknownSize } from './inference.ts';
import { addAxis, asSteps } from './missing-axis.ts';

const rate = (what: string) =>
  z
    .number()
    .min(0)
    .max(0.99)
    .default(0)
    .meta({
      title: what === 'inputs' ? 'Dropout' : 'Recurrent dropout',
      description: `The share of ${what} hidden in training, the same ones at every time step of a sequence.`,
      advanced: what !== 'inputs',
    });

export const unitsParam = z.int().min(1).max(65_536).default(32).meta({
  title: 'Units',
  description: 'How many values the layer remembers from step to step, and gives.',
});

export const recurrentActivationParam = activationParam('sigmoid').meta({
  title: 'Recurrent activation',
  description: 'The function of the gates, which decide how much passes; sigmoid lies between 0 and 1.',
  advanced: true,
});

export const unitForgetBiasParam = z.boolean().default(true).meta({
  title: 'Unit forget bias',
  description:
    'Starts the bias of the forget gate at 1, so that the layer remembers at first (Jozefowicz et al., 2015).',
  advanced: true,
});

export const dropoutParams = { dropout: rate('inputs'), recurrent_dropout: rate('remembered values') };

export const returnSequencesParam = z.boolean().default(false).meta({
  title: 'Return sequences',
  description: 'Gives the values of every time step instead of the last; needed before another recurrent layer.',
});

export const returnParams = {
  return_state: z.boolean().default(false).meta({
    title: 'Return state',
    description: 'Gives what is remembered at the end as outputs of its own, such as for a decoder to start from.',
    advanced: true,
  }),
  go_backwards: z.boolean().default(false).meta({
    title: 'Go backwards',
    description: 'Reads from the last step to the first, and gives the steps in that order.',
    advanced: true,
  }),
  stateful: z.boolean().default(false).meta({
    title: 'Stateful',
    description:
      'In training, each batch goes on where the one before ended: rows are taken in their order, each sample of a batch from a stretch of its own. Epochs start from zeros, and so does each sequence outside of training.',
    advanced: true,
  }),
  unroll: z.boolean().default(false).meta({
    title: 'Unroll',
    description: 'How Keras computes the steps, not what; Strata always computes them one by one in the graph.',
    advanced: true,
  }),
  zero_output_for_mask: z.boolean().default(false).meta({
    title: 'Zero output for mask',
    description: 'Gives zeros at steps that are padding, instead of the values of the step before.',
    advanced: true,
  }),
};

/** What every recurrent layer says of its outputs. */
export interface Returns {
  readonly return_sequences: boolean;
  readonly return_state: boolean;
  readonly stateful: boolean;
}

/** A remembered value: the name of the port where it can be given at the start, and of that where it comes out. */
export interface State {
  readonly name: string;
  readonly title: string;
}

export const HIDDEN: State = { name: 'h', title: 'Hidden state' };
export const CELL: State = { name: 'c', title: 'Cell state' };

/** The sequence, and behind it what to start from; left open, that is zeros. */
export const recurrentPorts = (states: readonly State[]): readonly InputPort[] => [
  { name: 'in', title: 'Sequence' },
  ...states.map(({ name, title }) => ({
    name: `initial_${name}`,
    title: `Initial ${title.toLowerCase()}`,
    optional: true as const,
  })),
];

export const stateOutputs =
  (states: readonly State[]) =>
  ({ return_state }: Pick<Returns, 'return_state'>): readonly string[] =>
    return_state ? states.map(({ name }) => `state_${name}`) : [];

/** A mask skips its steps; it goes on where there is still a step for each of its values. */
export const recurrentMask = ({ return_sequences }: Pick<Returns, 'return_sequences'>): readonly MaskFlow[] => [
  return_sequences ? 'pass' : 'end',
];

/** Stacked, each but the last has to give all its steps. */
const returnSequences: Remedy = {
  kind: 'set-source-params',
  title: 'Let {input0} return sequences',
  params: { return_sequences: true },
};

/** What is missing may be the time, or the last axis of each step. */
function toSequence(tensor: SymbolicTensor, rank: number): readonly Remedy[] {
  if (rank === 2) return [...(tensor.dims.length === 1 ? [returnSequences] : []), ...asSteps(tensor)];
  if (tensor.dims.length !== rank - 1) return [];
  return [...addAxis(tensor, 0, 'time'), ...addAxis(tensor, rank - 1, 'channels')];
}

/** A sequence with the time first, or the problem that it is none. `rank` counts the dimensions of one sample. */
export function withSteps(
  inputs: readonly SymbolicTensor[],
  rank: number,
  then: (sequence: SymbolicTensor) => Inference,
): Inference {
  const [sequence] = inputs;
  if (!sequence) return fails();
  if (sequence.dims.length !== rank) {
    const found = formatBatchShape(sequence);
    const expected = rank === 2 ? '(batch, time, features)' : `(batch, time, …, channels) with ${rank + 1} dimensions`;
    return fails({
      code: 'rank-mismatch',
      severity: 'error',
      expected,
      found,
      message: `reads a sequence step by step and expects ${expected}; got ${found} from {input0}. ${
        sequence.dims.length === 1
          ? 'Reshape it into steps first, or let the recurrent layer before it return sequences.'
          : 'Reshape it, so that each time step is one row.'
      }`,
      remedies: toSequence(sequence, rank),
    });
  }
  return sequence.dims.at(-1)?.size == null ? unknownSize(sequence) : then(sequence);
}

/** What comes out of a layer all of whose states have the size of what one step gives. */
export function inferRecurrent(
  inputs: readonly SymbolicTensor[],
  values: Returns,
  states: readonly State[],
  step: readonly Dimension[],
): Inference {
  const state: SymbolicTensor = { dims: step, dtype: 'float32' };
  const more = Object.fromEntries(states.map(({ name }) => [`state_${name}`, state]));
  const titles = states.map(({ title }) => title);
  return inferSteps(inputs, values, { output: state, more }, titles);
}

/** What comes out, by what one step gives. */
export function inferSteps(
  inputs: readonly SymbolicTensor[],
  values: Returns,
  { output: step, more = {} }: { output: SymbolicTensor; more?: Readonly<Record<string, SymbolicTensor>> },
  titles: readonly string[] = [],
): Inference {
  const [sequence, ...initial] = inputs;
  const [time] = sequence?.dims ?? [];
  if (!time) return fails();
  const states = Object.values(more).map((state, index) => ({
    title: titles[index] ?? `Initial state ${index + 1}`,
    state,
  }));
  const wrong = stateProblem(initial, states);
  if (wrong) return fails(wrong);
  const output = values.return_sequences ? { ...step, dims: [time, ...step.dims] } : step;
  return {
    output,
    more: values.return_state ? more : {},
    problems: [],
  };
}

/** What is wrong with what is given to start from; none given is zeros. */
export function stateProblem(
  initial: readonly SymbolicTensor[],
  states: readonly { readonly title: string; readonly state: SymbolicTensor }[],
): LayerProblem | null {
  if (initial.length === 0) return null;
  const names = states.map(({ title }) => title.toLowerCase()).join(' and ');
  if (initial.length !== states.length) {
    const sizes = states.map(({ state }) => formatBatchShape(state)).join(' and ');
    return {
      code: 'missing-state',
      severity: 'error',
      expected: `${states.length} initial states`,
      found: `${initial.length}`,
      message: `starts from zeros, or from ${names} together; got ${initial.length} of ${states.length}. Connect ${names}, of ${sizes}, or neither.`,
    };
  }
  const unlike = ({ dims }: SymbolicTensor, { state }: { readonly state: SymbolicTensor }) =>
    dims.length !== state.dims.length ||
    dims.some(({ size }, axis) => size !== null && size !== state.dims[axis]?.size);
  for (const [index, known] of states.entries()) {
    const found = initial[index];
    if (!found || !unlike(found, known)) continue;
    const expected = formatBatchShape(known.state);
    return {
      code: 'shape-mismatch',
      severity: 'error',
      expected,
      found: formatBatchShape(found),
      message: `can't start from {input${index + 1}}: its ${known.title.toLowerCase()} is ${expected}; got ${formatBatchShape(found)}. Bring it to that size with dense.`,
    };
  }
  return null;
}

export interface StepValues {
  readonly units: number;
  readonly use_bias: boolean;
}

type CellValues = StepValues & Returns;

const trainable = (name: string, shape: readonly number[]): WeightSpec => ({ name, shape, trainable: true });

/** The weights of a step and what it costs; `gates` and `biases` as for `recurrentForm`. */
export function stepForm<Values extends StepValues>(gates: number, biases: (values: Values) => readonly number[]) {
  const featuresOf = (inputs: readonly SymbolicTensor[]) => inputs[0]?.dims.at(-1)?.size ?? 0;
  return {
    weights: (inputs: readonly SymbolicTensor[], values: Values): WeightSpec[] => {
      const width = gates * values.units;
      const kernels = [
        trainable('kernel', [featuresOf(inputs), width]),
        trainable('recurrent_kernel', [values.units, width]),
      ];
      return values.use_bias ? [...kernels, trainable('bias', biases(values))] : kernels;
    },
    flops: (inputs: readonly SymbolicTensor[], { units, use_bias }: Values): number => {
      const sums = gates * units * (2 * (featuresOf(inputs) + units) + (use_bias ? 1 : 0));
      // How a gated cell mixes what it keeps with what is new.
      return sums + (gates - 1) * units;
    },
  };
}

/**
 * What SimpleRNN, GRU and LSTM have in common; `gates` is how many sums of inputs each unit makes, `biases` the shape of
 * what is added to them.
 */
export function recurrentForm<Values extends CellValues>(
  gates: number,
  states: readonly State[],
  biases: (values: Values) => readonly number[] = ({ units }) => [gates * units],
) {
  const { weights, flops } = stepForm<Values>(gates, biases);
  return {
    family: 'recurrent' as const,
    arity: 'named' as const,
    ports: recurrentPorts(states),
    outputs: stateOutputs(states),
    mask: recurrentMask,
    maskAlone: true as const,
    widthParam: 'units',
    reach: () => 'all' as const,
    summary: ({ units, return_sequences }: Values) => `${units}${return_sequences ? ' · each step' : ''}`,
    narrate: ([input]: readonly SymbolicTensor[], { units }: Values, output: SymbolicTensor) =>
      `reads ${input?.dims[0]?.size ?? 'all'} steps one after the other, keeping ${units} values in mind, which gives ${formatShape(output)}`,
    inferShape: (inputs: readonly SymbolicTensor[], values: Values) =>
      withSteps(inputs, 2, () => inferRecurrent(inputs, values, states, [{ size: values.units, axis: 'features' }])),
    weights,
    flops: (inputs: readonly SymbolicTensor[], values: Values) =>
      (inputs[0]?.dims[0]?.size ?? 1) * flops(inputs, values),
  };
}

/** The weights lie in the cell, and what to start from is an argument of its own. */
export const RECURRENT_KERAS = {
  variables: ({ use_bias }: { readonly use_bias: boolean }): readonly string[] =>
    (use_bias ? [0, 1, 2] : [0, 1]).map((index) => `cell/vars/${index}`),
  call: <Tensor>([sequence, ...initial]: readonly Tensor[]): {
    readonly args: readonly (Tensor | readonly Tensor[])[];
  } => ({
    args: [...(sequence === undefined ? [] : [sequence]), ...(initial.length > 0 ? [initial] : [])],
  }),
};
