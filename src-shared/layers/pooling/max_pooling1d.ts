import { defineLayer } from '../define.ts';
import { pooling } from '../pooling.ts';

/** Keeps the largest value of each window, so the sequence shrinks. */
export const maxPooling1d = defineLayer({
  ...pooling(1, 'MaxPooling1D'),
  type: 'max_pooling1d',
  title: 'Max pooling 1D',
  alsoCalled: ['maxpool', 'downsample'],
  doc: {
    summary: 'Keeps the largest value of each window, so the sequence shrinks.',
    inputShape: '(batch, time, channels)',
    outputShape: '(batch, new time, channels)',
    formula: 'y[i, c] = max of x over the window at (i)',
    whenToUse: 'After one or two convolutions, to see larger patterns in the next.',
    commonMistake: 'Pooling so often that only one step is left before the last convolution.',
    source: 'https://keras.io/api/layers/pooling_layers/max_pooling1d/',
  },
  next: ['conv1d', 'dropout', 'flatten', 'global_average_pooling1d'],
});
