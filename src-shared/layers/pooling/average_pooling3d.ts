import { defineLayer } from '../define.ts';
import { pooling } from '../pooling.ts';

/** Averages each window, so the volume shrinks. */
export const averagePooling3d = defineLayer({
  ...pooling(3, 'AveragePooling3D'),
  type: 'average_pooling3d',
  title: 'Average pooling 3D',
  alsoCalled: ['avgpool', 'mean pool', 'downsample'],
  doc: {
    summary: 'Averages each window, so the volume shrinks.',
    inputShape: '(batch, depth, height, width, channels)',
    outputShape: '(batch, new depth, new height, new width, channels)',
    formula: 'y[i, j, k, c] = mean of x over the window at (i, j, k)',
    whenToUse: 'To shrink a volume smoothly, where max pooling is too harsh.',
    commonMistake: 'Using it where single strong answers count: the mean washes them out.',
    source: 'https://keras.io/api/layers/pooling_layers/average_pooling3d/',
  },
  next: ['conv3d', 'dropout', 'flatten', 'global_average_pooling3d'],
});
