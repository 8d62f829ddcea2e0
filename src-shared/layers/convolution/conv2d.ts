import { convolution } from '../convolution.ts';
import { defineLayer } from '../define.ts';

/** Looks for small patterns everywhere in a picture. */
export const conv2d = defineLayer({
  ...convolution(2, 'Conv2D'),
  type: 'conv2d',
  title: 'Conv2D',
  alsoCalled: ['convolution', 'filter', 'kernel'],
  shortcut: 'c',
  doc: {
    summary: 'Slides small trainable filters over a picture; each answers where its pattern occurs.',
    inputShape: '(batch, height, width, channels)',
    outputShape: '(batch, new height, new width, filters)',
    formula: 'y[i, j, f] = activation(Σ kernel[a, b, c, f] · x[i·stride + a, j·stride + b, c] + bias[f])',
    whenToUse: 'As the main layer for pictures; two or three between poolings, more filters the deeper.',
    commonMistake: 'Leaving the activation linear: two linear convolutions in a row can do no more than one.',
    source: 'https://keras.io/api/layers/convolution_layers/convolution2d/',
  },
  next: ['batch_normalization', 'activation', 'max_pooling2d', 'conv2d', 'global_average_pooling2d'],
});
