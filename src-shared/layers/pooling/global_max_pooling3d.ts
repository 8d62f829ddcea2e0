import { defineLayer } from '../define.ts';
import { globalPooling } from '../pooling.ts';

/** Keeps the strongest value of each channel in the whole volume. */
export const globalMaxPooling3d = defineLayer({
  ...globalPooling(3, 'GlobalMaxPooling3D'),
  type: 'global_max_pooling3d',
  title: 'Global max pooling 3D',
  doc: {
    summary: 'Keeps the strongest value of each channel in the whole volume.',
    inputShape: '(batch, depth, height, width, channels)',
    outputShape: '(batch, channels)',
    formula: 'y[c] = max of x[i, j, k, c] over all positions',
    whenToUse: 'Where it matters that a pattern occurs, not how often.',
    commonMistake: 'Using it on noisy data, where one outlier decides.',
    source: 'https://keras.io/api/layers/pooling_layers/global_max_pooling3d/',
  },
  next: ['dense', 'dropout'],
});
