import { depthwiseConvolution } from '../convolution.ts';
import { defineLayer } from '../define.ts';

/** Filters each channel by itself; a cheap part of light networks. */
export const depthwiseConv2d = defineLayer({
  ...depthwiseConvolution(2, 'DepthwiseConv2D'),
  type: 'depthwise_conv2d',
  title: 'Depthwise Conv2D',
  alsoCalled: ['convolution', 'mobilenet'],
  doc: {
    summary: 'Slides a filter of its own over each channel, without mixing channels.',
    inputShape: '(batch, height, width, channels)',
    outputShape: '(batch, new height, new width, channels · depth multiplier)',
    formula: 'y[i, j, c] = activation(Σ kernel[a, b, c] · x[i·stride + a, j·stride + b, c] + bias[c])',
    whenToUse: 'In light networks, followed by a 1×1 Conv2D that mixes the channels.',
    commonMistake: 'Leaving out the 1×1 Conv2D after it: channels then never learn from each other.',
    source: 'https://keras.io/api/layers/convolution_layers/depthwise_convolution2d/',
  },
  next: ['batch_normalization', 'activation', 'conv2d'],
});
