import { z } from 'zod';
import { simpleRnnParams } from '../cell-params.ts';
import { defineLayer } from '../define.ts';
import { kerasForm } from '../keras-form.ts';
import { HIDDEN, unitsParam } from '../recurrent.ts';
import { CELL_KERAS, cellForm } from '../recurrent-cell.ts';

const params = z.object({ units: unitsParam, ...simpleRnnParams });

/** One time step of a Simple RNN, for a stack of cells or a step of one's own. */
export const simpleRnnCell = defineLayer({
  ...cellForm<z.infer<typeof params>>(1, [HIDDEN]),
  type: 'simple_rnn_cell',
  title: 'Simple RNN cell',
  params,
  doc: {
    summary: 'One time step of a Simple RNN: from a step and what is remembered to what is remembered next.',
    inputShape: '(batch, features), and a state of (batch, units)',
    outputShape: '(batch, units), and the state after the step',
    formula: 'h′ = activation(x · kernel + h · recurrent_kernel + bias)',
    whenToUse: 'In an rnn layer, to stack cells; by itself for one step of a decoder.',
    commonMistake: 'Giving it a whole sequence: it takes one step, and rnn repeats it.',
    source: 'https://keras.io/api/layers/recurrent_layers/simple_rnn_cell/',
  },
  next: ['dense', 'simple_rnn_cell'],
  keras: { ...kerasForm('SimpleRNNCell', params, { seed: null }), ...CELL_KERAS },
});
