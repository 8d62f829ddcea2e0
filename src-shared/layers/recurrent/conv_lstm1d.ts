import { convolutionalLstm } from '../convolutional-lstm.ts';
import { defineLayer } from '../define.ts';

/** Reads sequences step by step: an LSTM whose sums are convolutions (Shi et al., 2015). */
export const convLstm1d = defineLayer({
  ...convolutionalLstm(1, 'ConvLSTM1D'),
  type: 'conv_lstm1d',
  title: 'ConvLSTM 1D',
  doc: {
    summary: 'Reads sequences step by step, and remembers where in them it saw what.',
    inputShape: '(batch, time, length, channels)',
    outputShape: '(batch, length, filters), with the time in front where it returns sequences',
    formula: 'as LSTM, with convolutions (∗) for products: i = sigmoid(x[t] ∗ K + h[t−1] ∗ R + b)',
    whenToUse: 'For a row of sensors.',
    commonMistake: 'Padding valid with many layers: each makes the sequence smaller.',
    source: 'https://keras.io/api/layers/recurrent_layers/conv_lstm1d/',
  },
  next: ['conv_lstm1d', 'batch_normalization', 'flatten'],
});
