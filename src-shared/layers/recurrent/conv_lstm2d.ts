import { convolutionalLstm } from '../convolutional-lstm.ts';
import { defineLayer } from '../define.ts';

/** Reads pictures step by step: an LSTM whose sums are convolutions (Shi et al., 2015). */
export const convLstm2d = defineLayer({
  ...convolutionalLstm(2, 'ConvLSTM2D'),
  type: 'conv_lstm2d',
  title: 'ConvLSTM 2D',
  alsoCalled: ['video', 'recurrent'],
  doc: {
    summary: 'Reads pictures step by step, and remembers where in them it saw what.',
    inputShape: '(batch, time, height, width, channels)',
    outputShape: '(batch, height, width, filters), with the time in front where it returns sequences',
    formula: 'as LSTM, with convolutions (∗) for products: i = sigmoid(x[t] ∗ K + h[t−1] ∗ R + b)',
    whenToUse: 'For frames of a video, maps of the weather.',
    commonMistake: 'Padding valid with many layers: each makes the picture smaller.',
    source: 'https://keras.io/api/layers/recurrent_layers/conv_lstm2d/',
  },
  next: ['conv_lstm2d', 'batch_normalization', 'flatten'],
});
