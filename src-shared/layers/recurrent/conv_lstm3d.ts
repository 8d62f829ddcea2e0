import { convolutionalLstm } from '../convolutional-lstm.ts';
import { defineLayer } from '../define.ts';

/** Reads volumes step by step: an LSTM whose sums are convolutions (Shi et al., 2015). */
export const convLstm3d = defineLayer({
  ...convolutionalLstm(3, 'ConvLSTM3D'),
  type: 'conv_lstm3d',
  title: 'ConvLSTM 3D',
  doc: {
    summary: 'Reads volumes step by step, and remembers where in them it saw what.',
    inputShape: '(batch, time, depth, height, width, channels)',
    outputShape: '(batch, depth, height, width, filters), with the time in front where it returns sequences',
    formula: 'as LSTM, with convolutions (∗) for products: i = sigmoid(x[t] ∗ K + h[t−1] ∗ R + b)',
    whenToUse: 'For scans over time.',
    commonMistake: 'Padding valid with many layers: each makes the volume smaller.',
    source: 'https://keras.io/api/layers/recurrent_layers/conv_lstm3d/',
  },
  next: ['conv_lstm3d', 'batch_normalization', 'flatten'],
});
