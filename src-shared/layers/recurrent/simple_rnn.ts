import { z } from 'zod';
import { simpleRnnParams } from '../cell-params.ts';
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

const params = z.object({
  units: unitsParam,
  return_sequences: returnSequencesParam,
  ...simpleRnnParams,
  ...returnParams,
  // Keras 3.15 takes an activity regularizer here and drops it.
});

/** Reads a sequence step by step, each time from the step and from what it gave at the last one. */
export const simpleRnn = defineLayer({
  ...recurrentForm<z.infer<typeof params>>(1, [HIDDEN]),
  type: 'simple_rnn',
  title: 'Simple RNN',
  alsoCalled: ['elman', 'recurrent', 'vanilla'],
  params,
  doc: {
    summary: 'Reads a sequence step by step, and mixes each step with what it gave at the one before.',
    inputShape: '(batch, time, features)',
    outputShape: '(batch, units), or (batch, time, units) with return sequences',
    formula: 'h[t] = activation(x[t] · kernel + h[t−1] · recurrent_kernel + bias)',
    whenToUse: 'For short sequences, and to understand recurrent layers; LSTM and GRU remember longer.',
    commonMistake: 'Sequences of hundreds of steps: the gradient fades on the way back.',
    source: 'https://keras.io/api/layers/recurrent_layers/simple_rnn/',
  },
  next: ['dense', 'dropout', 'simple_rnn'],
  keras: { ...kerasForm('SimpleRNN', params), ...RECURRENT_KERAS },
});
