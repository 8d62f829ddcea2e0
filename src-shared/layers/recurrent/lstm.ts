import { z } from 'zod';
import { lstmParams } from '../cell-params.ts';
import { defineLayer } from '../define.ts';
import { kerasForm } from '../keras-form.ts';
import {
  CELL,
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
  ...lstmParams,
  ...returnParams,
  activity_regularizer: activityRegularizerParam,
});

/** Reads a sequence step by step and keeps a memory that gates protect (Hochreiter and Schmidhuber, 1997). */
export const lstm = defineLayer({
  ...recurrentForm<z.infer<typeof params>>(4, [HIDDEN, CELL]),
  type: 'lstm',
  title: 'LSTM',
  alsoCalled: ['long short-term memory', 'rnn', 'recurrent', 'memory'],
  params,
  doc: {
    summary: 'Reads a sequence step by step; gates decide what it remembers, forgets and tells.',
    inputShape: '(batch, time, features)',
    outputShape: '(batch, units), or (batch, time, units) with return sequences',
    formula: 'c[t] = f · c[t−1] + i · tanh(…), h[t] = o · tanh(c[t]); i, f, o = sigmoid(x[t] · K + h[t−1] · R + b)',
    whenToUse: 'For texts, series and other sequences where what matters may lie far back.',
    commonMistake: 'Stacking two without return sequences in the first: the second then has no steps to read.',
    source: 'https://keras.io/api/layers/recurrent_layers/lstm/',
  },
  next: ['dense', 'dropout', 'lstm'],
  keras: { ...kerasForm('LSTM', params, { seed: null }), ...RECURRENT_KERAS },
});
