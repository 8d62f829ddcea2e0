import { depthwiseConvolution } from '../convolution.ts';
import { defineLayer } from '../define.ts';

/** Filters each channel of a sequence by itself. */
export const depthwiseConv1d = defineLayer({
  ...depthwiseConvolution(1, 'DepthwiseConv1D'),
  type: 'depthwise_conv1d',
  title: 'Depthwise Conv1D',
  doc: {
    summary: 'Slides a filter of its own along each channel, without mixing channels.',
    inputShape: '(batch, time, channels)',
    outputShape: '(batch, new time, channels · depth multiplier)',
    formula: 'y[i, c] = activation(Σ kernel[a, c] · x[i·stride + a, c] + bias[c])',
    whenToUse:
      'In light networks for sound and signals, followed by a Conv1D of kernel size 1 that mixes the channels.',
    commonMistake: 'Leaving out the convolution of size 1 after it: channels then never learn from each other.',
    source: 'https://keras.io/api/layers/convolution_layers/depthwise_convolution1d/',
  },
  next: ['batch_normalization', 'activation', 'conv1d'],
});
