import { separableConvolution } from '../convolution.ts';
import { defineLayer } from '../define.ts';

/** A depthwise convolution and a 1×1 convolution in one: nearly a Conv2D at a fraction of its cost. */
export const separableConv2d = defineLayer({
  ...separableConvolution(2, 'SeparableConv2D'),
  type: 'separable_conv2d',
  title: 'Separable Conv2D',
  alsoCalled: ['convolution', 'xception'],
  doc: {
    summary: 'Filters each channel by itself, then mixes the channels of each pixel.',
    inputShape: '(batch, height, width, channels)',
    outputShape: '(batch, new height, new width, filters)',
    formula: 'y = activation(pointwise(depthwise(x)) + bias)',
    whenToUse: 'In place of Conv2D where the network should be small and quick.',
    commonMistake: 'Using it as the first layer on three colour channels, where it saves next to nothing.',
    source: 'https://keras.io/api/layers/convolution_layers/separable_convolution2d/',
  },
  next: ['batch_normalization', 'activation', 'max_pooling2d', 'separable_conv2d'],
});
