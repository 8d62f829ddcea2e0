import { defineLayer } from '../define.ts';
import { globalPooling } from '../pooling.ts';

/** Averages each channel over the whole picture. */
export const globalAveragePooling2d = defineLayer({
  ...globalPooling(2, 'GlobalAveragePooling2D'),
  type: 'global_average_pooling2d',
  title: 'Global average pooling 2D',
  alsoCalled: ['gap', 'mean over the picture', 'avgpool'],
  shortcut: 'g',
  doc: {
    summary: 'Averages each channel over the whole picture, giving one value a channel.',
    inputShape: '(batch, height, width, channels)',
    outputShape: '(batch, channels)',
    formula: 'y[c] = mean of x[i, j, c] over all positions',
    whenToUse: 'Between the last convolution and dense layers: few weights, any size of picture.',
    commonMistake: 'Following it with flatten, which then does nothing.',
    source: 'https://keras.io/api/layers/pooling_layers/global_average_pooling2d/',
  },
  next: ['dense', 'dropout'],
});
