import { defineLayer } from '../define.ts';
import { globalPooling } from '../pooling.ts';

/** Keeps the strongest value of each channel in the whole sequence. */
export const globalMaxPooling1d = defineLayer({
  ...globalPooling(1, 'GlobalMaxPooling1D'),
  type: 'global_max_pooling1d',
  title: 'Global max pooling 1D',
  alsoCalled: ['maxpool', 'max over time'],
  doc: {
    summary: 'Keeps the strongest value of each channel in the whole sequence.',
    inputShape: '(batch, time, channels)',
    outputShape: '(batch, channels)',
    formula: 'y[c] = max of x[i, c] over all positions',
    whenToUse: 'Where it matters that a pattern occurs, not how often.',
    commonMistake: 'Using it on noisy data, where one outlier decides.',
    source: 'https://keras.io/api/layers/pooling_layers/global_max_pooling1d/',
  },
  next: ['dense', 'dropout'],
});
