import { defineLayer } from '../define.ts';
import { pooling } from '../pooling.ts';

/** Averages each window, so the sequence shrinks. */
export const averagePooling1d = defineLayer({
  ...pooling(1, 'AveragePooling1D'),
  type: 'average_pooling1d',
  title: 'Average pooling 1D',
  alsoCalled: ['avgpool', 'mean pool', 'downsample'],
  doc: {
    summary: 'Averages each window, so the sequence shrinks.',
    inputShape: '(batch, time, channels)',
    outputShape: '(batch, new time, channels)',
    formula: 'y[i, c] = mean of x over the window at (i)',
    whenToUse: 'To shrink a sequence smoothly, where max pooling is too harsh.',
    commonMistake: 'Using it where single strong answers count: the mean washes them out.',
    source: 'https://keras.io/api/layers/pooling_layers/average_pooling1d/',
  },
  next: ['conv1d', 'dropout', 'flatten', 'global_average_pooling1d'],
});
