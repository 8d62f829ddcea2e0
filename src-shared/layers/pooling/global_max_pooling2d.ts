import { defineLayer } from '../define.ts';
import { globalPooling } from '../pooling.ts';

/** Keeps the strongest value of each channel in the whole picture. */
export const globalMaxPooling2d = defineLayer({
  ...globalPooling(2, 'GlobalMaxPooling2D'),
  type: 'global_max_pooling2d',
  title: 'Global max pooling 2D',
  alsoCalled: ['maxpool'],
  doc: {
    summary: 'Keeps the strongest value of each channel in the whole picture.',
    inputShape: '(batch, height, width, channels)',
    outputShape: '(batch, channels)',
    formula: 'y[c] = max of x[i, j, c] over all positions',
    whenToUse: 'Where it matters that a pattern occurs, not how often.',
    commonMistake: 'Using it on noisy data, where one outlier decides.',
    source: 'https://keras.io/api/layers/pooling_layers/global_max_pooling2d/',
  },
  next: ['dense', 'dropout'],
});
