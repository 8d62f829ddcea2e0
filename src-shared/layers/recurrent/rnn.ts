import { z } from 'zod';
import type { SymbolicTensor } from '../../shapes/symbolic.ts';
import { defineLayer } from '../define.ts';
import type { InputPort } from '../definition.ts';
import { fails } from '../inference.ts';
import {
  type InnerLayer,
  innerFromConfig,
  innerLayerParam,
  innerToConfig,
  openInner,
  variablesWithin,
  weightsWithin,
} from '../inner-layer.ts';
import { kerasForm } from '../keras-form.ts';
import { inferSteps, recurrentMask, returnParams, returnSequencesParam, withSteps } from '../recurrent.ts';
import { nestStates } from '../recurrent-cell.ts';

const params = z.object({
  cell: innerLayerParam(
    'cell',
    { type: 'lstm_cell', params: {} },
    { title: 'Cell', description: 'What is done at each time step; stacked cells are several, one above the other.' },
  ),
  return_sequences: returnSequencesParam,
  ...returnParams,
});

const MOST_STATES = 8;
const ports: readonly InputPort[] = [
  { name: 'in', title: 'Sequence' },
  ...Array.from({ length: MOST_STATES }, (_, index) => ({
    name: `initial_${index + 1}`,
    title: `Initial state ${index + 1}`,
    optional: true as const,
  })),
];

/** One time step of a sequence. */
const stepOf = (sequence: SymbolicTensor): SymbolicTensor => ({ ...sequence, dims: sequence.dims.slice(1) });

const form = kerasForm('RNN', params);

/** Reads a sequence by a cell, or by several that are stacked. */
export const rnn = defineLayer({
  type: 'rnn',
  title: 'RNN of cells',
  family: 'recurrent',
  arity: 'named',
  ports,
  outputs: ({ cell, return_state }) => {
    const { definition, params: own } = openInner(cell as InnerLayer);
    return return_state ? (definition.outputs?.(own) ?? []) : [];
  },
  mask: recurrentMask,
  maskAlone: true,
  reach: () => 'all',
  params,
  doc: {
    summary: 'Reads a sequence step by step with a cell, or with several stacked cells that step together.',
    inputShape: '(batch, time, features)',
    outputShape: '(batch, units), or (batch, time, units) with return sequences',
    formula: 'y[t], s[t] = cell(x[t], s[t−1])',
    whenToUse: 'For stacks of cells whose states are given and taken together, as in encoders and decoders.',
    commonMistake: 'Using it for one plain LSTM: the LSTM layer says the same with less.',
    source: 'https://keras.io/api/layers/recurrent_layers/rnn/',
  },
  next: ['dense', 'dropout', 'rnn'],
  summary: ({ cell, return_sequences }) => {
    const { definition, params: own } = openInner(cell as InnerLayer);
    return `${definition.title} ${definition.summary(own)}${return_sequences ? ' · each step' : ''}`;
  },
  inferShape: (inputs, values) =>
    withSteps(inputs, 2, (sequence) => {
      const { definition, params: own } = openInner(values.cell as InnerLayer);
      const step = definition.inferShape([stepOf(sequence)], own);
      return step.output ? inferSteps(inputs, values, step) : fails(...step.problems);
    }),
  weights: ([sequence], { cell }) =>
    sequence ? weightsWithin('cell', openInner(cell as InnerLayer), [stepOf(sequence)]) : [],
  flops: ([sequence], { cell }, output) => {
    if (!sequence) return 0;
    const { definition, params: own } = openInner(cell as InnerLayer);
    return (sequence.dims[0]?.size ?? 1) * definition.flops([stepOf(sequence)], own, output);
  },
  keras: {
    ...form,
    toConfig: (values) => ({ ...form.toConfig(values), cell: innerToConfig(values.cell as InnerLayer) }),
    fromConfig: (config) => ({ ...form.fromConfig(config), cell: innerFromConfig(config.cell) }),
    call: ([sequence, ...initial], { cell }) => ({
      args: [
        ...(sequence === undefined ? [] : [sequence]),
        ...(initial.length > 0 ? [nestStates(cell as InnerLayer, initial)] : []),
      ],
    }),
    variables: ({ cell }) => variablesWithin('cell', openInner(cell as InnerLayer)),
  },
});
