import { convolution } from '../convolution.ts';
import { defineLayer } from '../define.ts';

/** Looks for small patterns everywhere in a volume. */
export const conv3d = defineLayer({
  ...convolution(3, 'Conv3D'),
  type: 'conv3d',
  title: 'Conv3D',
  alsoCalled: ['convolution', 'volume', 'video'],
  doc: {
    summary: 'Slides small trainable filters through a volume, or a film whose depth is its time.',
    inputShape: '(batch, depth, height, width, channels)',
    outputShape: '(batch, new depth, new height, new width, filters)',
    formula:
      'y[i, j, k, f] = activation(Σ kernel[a, b, c, d, f] · x[i·stride + a, j·stride + b, k·stride + c, d] + bias[f])',
    whenToUse: 'For scans in layers and short films, where what belongs together lies in three directions.',
    commonMistake: 'Starting with many filters: time and memory grow with the cube of the size.',
    source: 'https://keras.io/api/layers/convolution_layers/convolution3d/',
  },
  next: ['batch_normalization', 'activation', 'max_pooling3d', 'conv3d', 'global_average_pooling3d'],
});
