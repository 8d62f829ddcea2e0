import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { activationFromConfig, activationParam, activationSuffix } from '../activations.ts';
import { defineLayer } from '../define.ts';
import { fails, withPicture } from '../inference.ts';
import { initializerFromConfig, initializerParam, initializerToConfig } from '../initializers.ts';
import {
  depthMultiplierParam,
  dilationParam,
  kernelSizeParam,
  paddingParam,
  stridesParam,
  useBiasParam,
} from '../params.ts';
import { slide, unequalStrides } from '../spatial.ts';

/** Filters each channel by itself; a cheap part of light networks. */
export const depthwiseConv2d = defineLayer({
  type: 'depthwise_conv2d',
  title: 'Depthwise Conv2D',
  family: 'convolution',
  arity: 'one',
  params: z.object({
    kernel_size: kernelSizeParam,
    strides: stridesParam,
    padding: paddingParam,
    depth_multiplier: depthMultiplierParam,
    dilation_rate: dilationParam,
    activation: activationParam(),
    use_bias: useBiasParam,
    depthwise_initializer: initializerParam('Depthwise initializer', 'glorot_uniform'),
    bias_initializer: initializerParam('Bias initializer', 'zeros'),
  }),
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
  summary: ({ kernel_size: [rows, columns], depth_multiplier, activation }) =>
    `${depth_multiplier === 1 ? '' : `×${depth_multiplier} · `}${rows}×${columns}${activationSuffix(activation)}`,
  inferShape: (inputs, { kernel_size, strides, padding, dilation_rate, depth_multiplier }) =>
    withPicture(inputs, { otherwise: 'use dense' }, (picture) => {
      const unequal = unequalStrides(strides);
      if (unequal) return fails(unequal);
      return slide(
        picture,
        { size: kernel_size, strides, dilation: dilation_rate, padding, sizeParam: 'kernel_size' },
        picture.channels * depth_multiplier,
      );
    }),
  weights: (inputs, { kernel_size, depth_multiplier, use_bias }) => {
    const channels = inputs[0]?.dims.at(-1)?.size ?? 0;
    const kernel = { name: 'kernel', shape: [...kernel_size, channels, depth_multiplier], trainable: true };
    return use_bias ? [kernel, { name: 'bias', shape: [channels * depth_multiplier], trainable: true }] : [kernel];
  },
  flops: (_inputs, { kernel_size: [rows, columns], use_bias }, output) =>
    knownElements(output) * (2 * rows * columns + (use_bias ? 1 : 0)),
  keras: {
    className: 'DepthwiseConv2D',
    toConfig: (params) => ({
      kernel_size: params.kernel_size,
      strides: params.strides,
      padding: params.padding,
      depth_multiplier: params.depth_multiplier,
      data_format: 'channels_last',
      dilation_rate: params.dilation_rate,
      activation: params.activation,
      use_bias: params.use_bias,
      depthwise_initializer: initializerToConfig(params.depthwise_initializer),
      bias_initializer: initializerToConfig(params.bias_initializer),
    }),
    fromConfig: (config) => ({
      kernel_size: config.kernel_size,
      strides: config.strides,
      padding: config.padding as 'valid',
      depth_multiplier: config.depth_multiplier as number,
      dilation_rate: config.dilation_rate,
      activation: activationFromConfig(config.activation),
      use_bias: config.use_bias as boolean,
      depthwise_initializer: initializerFromConfig(config.depthwise_initializer),
      bias_initializer: initializerFromConfig(config.bias_initializer),
    }),
  },
});
