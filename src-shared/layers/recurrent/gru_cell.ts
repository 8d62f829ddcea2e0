import { z } from 'zod';
import { gruBiases, gruParams } from '../cell-params.ts';
import { defineLayer } from '../define.ts';
import { kerasForm } from '../keras-form.ts';
import { HIDDEN, unitsParam } from '../recurrent.ts';
import { CELL_KERAS, cellForm } from '../recurrent-cell.ts';

const params = z.object({ units: unitsParam, ...gruParams });

/** One time step of a GRU, for a stack of cells or a step of one's own. */
export const gruCell = defineLayer({
  ...cellForm<z.infer<typeof params>>(3, [HIDDEN], gruBiases),
  type: 'gru_cell',
  title: 'GRU cell',
  params,
  doc: {
    summary: 'One time step of a GRU: from a step and what is remembered to what is remembered next.',
    inputShape: '(batch, features), and a state of (batch, units)',
    outputShape: '(batch, units), and the state after the step',
    formula: 'h′ = z · h + (1 − z) · tanh(x · K + r · (h · R) + b); z, r = sigmoid(…)',
    whenToUse: 'In an rnn layer, to stack cells; by itself for one step of a decoder.',
    commonMistake: 'Giving it a whole sequence: it takes one step, and rnn repeats it.',
    source: 'https://keras.io/api/layers/recurrent_layers/gru_cell/',
  },
  next: ['dense', 'gru_cell'],
  keras: { ...kerasForm('GRUCell', params, { seed: null }), ...CELL_KERAS },
});
