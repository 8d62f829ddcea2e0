import { defineLayer } from '../define.ts';
import { globalPooling } from '../pooling.ts';

/** Averages each channel over the whole volume. */
export const globalAveragePooling3d = defineLayer({
  ...globalPooling(3, 'GlobalAveragePooling3D'),
  type: 'global_average_pooling3d',
  title: 'Global average pooling 3D',
  doc: {
    summary: 'Averages each channel over the whole volume, giving one value a channel.',
    inputShape: '(batch, depth, height, width, channels)',
    outputShape: '(batch, channels)',
    formula: 'y[c] = mean of x[i, j, k, c] over all positions',
    whenToUse: 'Between the last convolution and dense layers: few weights, any size of volume.',
    commonMistake: 'Following it with flatten, which then does nothing.',
    source: 'https://keras.io/api/layers/pooling_layers/global_average_pooling3d/',
  },
  next: ['dense', 'dropout'],
});
