import { formatBatchShape } from '../shapes/format.ts';
import type { SymbolicTensor } from '../shapes/symbolic.ts';
import type { Inference, Nested } from './definition.ts';
import { fails, unknownSize } from './inference.ts';
import { type InnerLayer, openInner } from './inner-layer.ts';
import { type State, type StepValues, stateProblem, stepForm } from './recurrent.ts';

/** One step of a recurrent layer: (batch, features) and what is remembered give what comes out and what is remembered next. */
export function withStep(
  inputs: readonly SymbolicTensor[],
  then: (step: SymbolicTensor, initial: readonly SymbolicTensor[]) => Inference,
): Inference {
  const [step, ...initial] = inputs;
  if (!step) return fails();
  if (step.dims.length !== 1) {
    const found = formatBatchShape(step);
    return fails({
      code: 'rank-mismatch',
      severity: 'error',
      expected: '(batch, features)',
      found,
      message: `takes one time step and expects (batch, features); got ${found} from {input0}. To read a whole sequence, use rnn with this cell.`,
    });
  }
  return step.dims[0]?.size == null ? unknownSize(step) : then(step, initial);
}

/** What a cell gives: its output, and its states by the names of its ports. */
export function infersStep(
  output: SymbolicTensor,
  states: readonly { readonly port: string; readonly title: string; readonly state: SymbolicTensor }[],
  initial: readonly SymbolicTensor[],
): Inference {
  const wrong = stateProblem(initial, states);
  if (wrong) return fails(wrong);
  return { output, more: Object.fromEntries(states.map(({ port, state }) => [port, state])), problems: [] };
}

/** What LSTM, GRU and simple cells have in common; the arguments are those of `recurrentForm`. */
export function cellForm<Values extends StepValues>(
  gates: number,
  states: readonly State[],
  biases: (values: Values) => readonly number[] = ({ units }) => [gates * units],
) {
  const ports = states.map(({ name }) => `state_${name}`);
  return {
    family: 'recurrent' as const,
    arity: 'named' as const,
    cell: true as const,
    ports: [{ name: 'in', title: 'Step' }, ...states.map(({ name, title }) => ({ name: `initial_${name}`, title }))],
    outputs: () => ports,
    mask: 'end' as const,
    widthParam: 'units',
    reach: () => 'all' as const,
    summary: ({ units }: Values) => `${units}`,
    inferShape: (inputs: readonly SymbolicTensor[], { units }: Values) =>
      withStep(inputs, (_, initial) => {
        const state: SymbolicTensor = { dims: [{ size: units, axis: 'features' }], dtype: 'float32' };
        const remembered = states.map(({ title }, index) => ({ port: ports[index] ?? '', title, state }));
        return infersStep(state, remembered, initial);
      }),
    ...stepForm<Values>(gates, biases),
  };
}

/** A cell takes what is remembered as one list. */
export const CELL_KERAS = {
  variables: ({ use_bias }: { readonly use_bias: boolean }): readonly string[] =>
    (use_bias ? [0, 1, 2] : [0, 1]).map((index) => `vars/${index}`),
  call: <Tensor>([step, ...states]: readonly Tensor[]): { readonly args: readonly Nested<Tensor>[] } => ({
    args: [...(step === undefined ? [] : [step]), states],
  }),
};

/** States in the form in which Keras wants them: a list for each cell of a stack. */
export function nestStates<Tensor>(cell: InnerLayer, states: readonly Tensor[]): readonly Nested<Tensor>[] {
  const { definition, params } = openInner(cell);
  if (!Array.isArray(params.cells)) return states;
  let from = 0;
  const nested = (params.cells as InnerLayer[]).map((inner) => {
    const opened = openInner(inner);
    const count = opened.definition.outputs?.(opened.params).length ?? 0;
    from += count;
    return nestStates(inner, states.slice(from - count, from));
  });
  if (from !== states.length) throw new Error(`${definition.type} has ${from} states; got ${states.length}`);
  return nested;
}
