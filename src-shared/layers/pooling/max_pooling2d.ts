import { defineLayer } from '../define.ts';
import { pooling } from '../pooling.ts';

/** Keeps the largest value of each window, so the picture shrinks. */
export const maxPooling2d = defineLayer({
  ...pooling(2, 'MaxPooling2D'),
  type: 'max_pooling2d',
  title: 'Max pooling 2D',
  alsoCalled: ['maxpool', 'downsample', 'subsampling'],
  shortcut: 'm',
  doc: {
    summary: 'Keeps the largest value of each window, so the picture shrinks.',
    inputShape: '(batch, height, width, channels)',
    outputShape: '(batch, new height, new width, channels)',
    formula: 'y[i, j, c] = max of x over the window at (i, j)',
    whenToUse: 'After one or two convolutions, to see larger patterns in the next.',
    commonMistake: 'Pooling so often that only one pixel is left before the last convolution.',
    source: 'https://keras.io/api/layers/pooling_layers/max_pooling2d/',
  },
  next: ['conv2d', 'dropout', 'flatten', 'global_average_pooling2d'],
});
