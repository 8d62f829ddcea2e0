import { z } from 'zod';
import { lstmParams } from '../cell-params.ts';
import { defineLayer } from '../define.ts';
import { kerasForm } from '../keras-form.ts';
import { CELL, HIDDEN, unitsParam } from '../recurrent.ts';
import { CELL_KERAS, cellForm } from '../recurrent-cell.ts';

const params = z.object({ units: unitsParam, ...lstmParams });

/** One time step of an LSTM, for a stack of cells or a step of one's own. */
export const lstmCell = defineLayer({
  ...cellForm<z.infer<typeof params>>(4, [HIDDEN, CELL]),
  type: 'lstm_cell',
  title: 'LSTM cell',
  params,
  doc: {
    summary: 'One time step of an LSTM: from a step and what is remembered to what is remembered next.',
    inputShape: '(batch, features), and two states of (batch, units)',
    outputShape: '(batch, units), and the states after the step',
    formula: 'c′ = f · c + i · tanh(…), h′ = o · tanh(c′); i, f, o = sigmoid(x · K + h · R + b)',
    whenToUse: 'In an rnn layer, to stack cells; by itself for one step of a decoder.',
    commonMistake: 'Giving it a whole sequence: it takes one step, and rnn repeats it.',
    source: 'https://keras.io/api/layers/recurrent_layers/lstm_cell/',
  },
  next: ['dense', 'lstm_cell'],
  keras: { ...kerasForm('LSTMCell', params, { seed: null }), ...CELL_KERAS },
});
