import { convolution } from '../convolution.ts';
import { defineLayer } from '../define.ts';

/** Looks for small patterns everywhere in a sequence. */
export const conv1d = defineLayer({
  ...convolution(1, 'Conv1D'),
  type: 'conv1d',
  title: 'Conv1D',
  alsoCalled: ['convolution', 'causal', 'wavenet'],
  doc: {
    summary: 'Slides small trainable filters along a sequence; each answers where its pattern occurs.',
    inputShape: '(batch, time, channels)',
    outputShape: '(batch, new time, filters)',
    formula: 'y[i, f] = activation(Σ kernel[a, c, f] · x[i·stride + a, c] + bias[f])',
    whenToUse: 'For time series, sound and text, as the quick alternative to a recurrent layer.',
    commonMistake: 'Forecasting with padding same: the window then sees the future. Use causal.',
    source: 'https://keras.io/api/layers/convolution_layers/convolution1d/',
  },
  next: ['batch_normalization', 'activation', 'max_pooling1d', 'conv1d', 'global_average_pooling1d'],
});
