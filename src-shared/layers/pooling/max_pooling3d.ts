import { defineLayer } from '../define.ts';
import { pooling } from '../pooling.ts';

/** Keeps the largest value of each window, so the volume shrinks. */
export const maxPooling3d = defineLayer({
  ...pooling(3, 'MaxPooling3D'),
  type: 'max_pooling3d',
  title: 'Max pooling 3D',
  alsoCalled: ['maxpool', 'downsample'],
  doc: {
    summary: 'Keeps the largest value of each window, so the volume shrinks.',
    inputShape: '(batch, depth, height, width, channels)',
    outputShape: '(batch, new depth, new height, new width, channels)',
    formula: 'y[i, j, k, c] = max of x over the window at (i, j, k)',
    whenToUse: 'After one or two convolutions, to see larger patterns in the next.',
    commonMistake: 'Halving a thin depth as often as height and width: set the pool size to 1 along it.',
    source: 'https://keras.io/api/layers/pooling_layers/max_pooling3d/',
  },
  next: ['conv3d', 'dropout', 'flatten', 'global_average_pooling3d'],
});
