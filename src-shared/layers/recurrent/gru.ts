import { z } from 'zod';
import { gruBiases, gruParams } from '../cell-params.ts';
import { defineLayer } from '../define.ts';
import { kerasForm } from '../keras-form.ts';
import {
  HIDDEN,
  RECURRENT_KERAS,
  recurrentForm,
  returnParams,
  returnSequencesParam,
  unitsParam,
} from '../recurrent.ts';
import { activityRegularizerParam } from '../regularizers.ts';

const params = z.object({
  units: unitsParam,
  return_sequences: returnSequencesParam,
  ...gruParams,
  ...returnParams,
  activity_regularizer: activityRegularizerParam,
});

/** Reads a sequence step by step; two gates decide how much it renews what it remembers (Cho et al., 2014). */
export const gru = defineLayer({
  ...recurrentForm<z.infer<typeof params>>(3, [HIDDEN], gruBiases),
  type: 'gru',
  title: 'GRU',
  alsoCalled: ['gated recurrent unit', 'rnn', 'recurrent'],
  params,
  doc: {
    summary: 'Reads a sequence step by step; two gates decide how much of what it remembers is renewed.',
    inputShape: '(batch, time, features)',
    outputShape: '(batch, units), or (batch, time, units) with return sequences',
    formula: 'h[t] = z · h[t−1] + (1 − z) · tanh(x[t] · K + r · (h[t−1] · R) + b); z, r = sigmoid(…)',
    whenToUse: 'Like LSTM, with three quarters of its weights: often as good, and faster.',
    commonMistake: 'Stacking two without return sequences in the first: the second then has no steps to read.',
    source: 'https://keras.io/api/layers/recurrent_layers/gru/',
  },
  next: ['dense', 'dropout', 'gru'],
  keras: { ...kerasForm('GRU', params, { seed: null }), ...RECURRENT_KERAS },
});
