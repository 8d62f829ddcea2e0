import { defineLayer } from '../define.ts';
import { pooling } from '../pooling.ts';

/** Averages each window, so the picture shrinks. */
export const averagePooling2d = defineLayer({
  ...pooling(2, 'AveragePooling2D'),
  type: 'average_pooling2d',
  title: 'Average pooling 2D',
  alsoCalled: ['avgpool', 'mean pool', 'downsample'],
  doc: {
    summary: 'Averages each window, so the picture shrinks.',
    inputShape: '(batch, height, width, channels)',
    outputShape: '(batch, new height, new width, channels)',
    formula: 'y[i, j, c] = mean of x over the window at (i, j)',
    whenToUse: 'To shrink a picture smoothly, where max pooling is too harsh.',
    commonMistake: 'Using it where single strong answers count: the mean washes them out.',
    source: 'https://keras.io/api/layers/pooling_layers/average_pooling2d/',
  },
  next: ['conv2d', 'dropout', 'flatten', 'global_average_pooling2d'],
});
