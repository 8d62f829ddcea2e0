import { separableConvolution } from '../convolution.ts';
import { defineLayer } from '../define.ts';

/** A depthwise convolution and one of size 1 together, along a sequence. */
export const separableConv1d = defineLayer({
  ...separableConvolution(1, 'SeparableConv1D'),
  type: 'separable_conv1d',
  title: 'Separable Conv1D',
  doc: {
    summary: 'Filters each channel of a sequence by itself, then mixes the channels of each step.',
    inputShape: '(batch, time, channels)',
    outputShape: '(batch, new time, filters)',
    formula: 'y = activation(pointwise(depthwise(x)) + bias)',
    whenToUse: 'In place of Conv1D where the network should be small and quick.',
    commonMistake: 'Using it on a sequence of one or two channels, where it saves nothing.',
    source: 'https://keras.io/api/layers/convolution_layers/separable_convolution1d/',
  },
  next: ['batch_normalization', 'activation', 'max_pooling1d', 'separable_conv1d'],
});
