import { defineLayer } from '../define.ts';
import { globalPooling } from '../pooling.ts';

/** Averages each channel over the whole sequence. */
export const globalAveragePooling1d = defineLayer({
  ...globalPooling(1, 'GlobalAveragePooling1D'),
  type: 'global_average_pooling1d',
  title: 'Global average pooling 1D',
  alsoCalled: ['gap', 'mean over time', 'avgpool'],
  mask: 'end',
  doc: {
    summary: 'Averages each channel over the whole sequence, giving one value a channel.',
    inputShape: '(batch, time, channels)',
    outputShape: '(batch, channels)',
    formula: 'y[c] = mean of x[i, c] over all positions',
    whenToUse: 'Between the last convolution and dense layers: few weights, any size of sequence.',
    commonMistake: 'Following it with flatten, which then does nothing.',
    source: 'https://keras.io/api/layers/pooling_layers/global_average_pooling1d/',
  },
  next: ['dense', 'dropout'],
});
