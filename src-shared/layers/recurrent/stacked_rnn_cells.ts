import { z } from 'zod';
import type { SymbolicTensor } from '../../shapes/symbolic.ts';
import { defineLayer } from '../define.ts';
import type { Inference, InputPort } from '../definition.ts';
import { fails } from '../inference.ts';
import {
  type InnerLayer,
  innerFromConfig,
  innerLayersParam,
  innerToConfig,
  type OpenedLayer,
  openInner,
  variablesWithin,
  weightsWithin,
} from '../inner-layer.ts';
import { infersStep, nestStates, withStep } from '../recurrent-cell.ts';

const LSTM: InnerLayer = { type: 'lstm_cell', params: {} };

const params = z.object({
  cells: innerLayersParam('cell', [LSTM, LSTM], {
    title: 'Cells',
    description: 'The cells, one above the other: each takes what the one below gives.',
  }),
});

type Params = z.infer<typeof params>;

const cellsOf = ({ cells }: Params): OpenedLayer[] => (cells as InnerLayer[]).map(openInner);

const MOST_STATES = 8;
const ports: readonly InputPort[] = [
  { name: 'in', title: 'Step' },
  ...Array.from({ length: MOST_STATES }, (_, index) => ({
    name: `initial_${index + 1}`,
    title: `State ${index + 1}`,
    ...(index === 0 ? {} : { optional: true as const }),
  })),
];

/** `state_h` of the second cell: `state_2_h`. */
const outputsOf = (values: Params): string[] =>
  cellsOf(values).flatMap(({ definition, params: own }, index) =>
    (definition.outputs?.(own) ?? []).map((port) => port.replace(/^state/, `state_${index + 1}`)),
  );

/** What each cell takes, from the lowest on; stops where one doesn't fit. */
function climb(step: SymbolicTensor, cells: readonly OpenedLayer[]): { inputs: SymbolicTensor[]; gives: Inference[] } {
  const inputs: SymbolicTensor[] = [];
  const gives: Inference[] = [];
  let below: SymbolicTensor | null = step;
  for (const { definition, params: own } of cells) {
    if (!below) break;
    const given = definition.inferShape([below], own);
    inputs.push(below);
    gives.push(given);
    below = given.output;
  }
  return { inputs, gives };
}

/** Cells one above the other, which act as one. */
export const stackedRnnCells = defineLayer({
  type: 'stacked_rnn_cells',
  title: 'Stacked cells',
  alsoCalled: ['multi-layer rnn'],
  family: 'recurrent',
  arity: 'named',
  cell: true,
  ports,
  outputs: outputsOf,
  mask: 'end',
  reach: () => 'all',
  params,
  doc: {
    summary: 'Several cells one above the other, which act as one: each takes what the one below gives.',
    inputShape: '(batch, features), and the states of all cells',
    outputShape: '(batch, units of the last cell), and the states after the step',
    formula: 'y, s′ = cellₙ(… cell₁(x, s₁) …, sₙ)',
    whenToUse: 'In an rnn layer, for a stack that reads step by step as one.',
    commonMistake: 'A stack of one cell: Keras takes it apart wrongly. Use the cell itself.',
    source: 'https://keras.io/api/layers/recurrent_layers/stacked_rnn_cell/',
  },
  next: ['dense'],
  summary: (values) =>
    cellsOf(values)
      .map(({ definition, params: own }) => `${definition.title} ${definition.summary(own)}`)
      .join(' · '),
  inferShape: (inputs, values) =>
    withStep(inputs, (step, initial) => {
      const { gives } = climb(step, cellsOf(values));
      const last = gives.at(-1);
      if (!last?.output) return { output: null, problems: last?.problems ?? [] };
      const names = outputsOf(values);
      const states = gives.flatMap((given) => (given.output ? Object.values(given.more ?? {}) : []));
      if (states.length > MOST_STATES) return fails(tooMany(states.length));
      const remembered = states.map((state, index) => ({
        port: names[index] ?? '',
        title: `State ${index + 1}`,
        state,
      }));
      return infersStep(last.output, remembered, initial);
    }),
  weights: ([step], values) => {
    if (!step) return [];
    const cells = cellsOf(values);
    const { inputs } = climb(step, cells);
    return inputs.flatMap((input, index) => {
      const cell = cells[index];
      return cell ? weightsWithin(`cells/${index}`, cell, [input]) : [];
    });
  },
  flops: ([step], values) => {
    if (!step) return 0;
    const cells = cellsOf(values);
    const { inputs, gives } = climb(step, cells);
    return cells.reduce((sum, { definition, params: own }, index) => {
      const [input, given] = [inputs[index], gives[index]];
      return input && given?.output ? sum + definition.flops([input], own, given.output) : sum;
    }, 0);
  },
  keras: {
    className: 'StackedRNNCells',
    toConfig: ({ cells }) => ({ cells: (cells as InnerLayer[]).map(innerToConfig) }),
    fromConfig: ({ cells }) =>
      Array.isArray(cells) ? { cells: cells.flatMap((cell) => innerFromConfig(cell) ?? []) } : {},
    call: ([step, ...states], values) => ({
      args: [
        ...(step === undefined ? [] : [step]),
        nestStates({ type: 'stacked_rnn_cells', params: values as InnerLayer['params'] }, states),
      ],
    }),
    // Keras names what lies in a list by its class, and counts.
    variables: (values) => {
      const counts = new Map<string, number>();
      return cellsOf(values).flatMap((cell) => {
        const { type } = cell.definition;
        const count = counts.get(type) ?? 0;
        counts.set(type, count + 1);
        return variablesWithin(`cells/${count === 0 ? type : `${type}_${count}`}`, cell);
      });
    },
  },
});

const tooMany = (states: number) => ({
  code: 'too-many-states',
  severity: 'error' as const,
  param: 'cells',
  expected: `at most ${MOST_STATES} states in all`,
  found: `${states}`,
  message: `remembers ${states} values, and ${MOST_STATES} at most can be connected. Use fewer cells, or a second rnn behind it.`,
});
