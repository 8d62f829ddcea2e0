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

/** A depthwise convolution and a 1×1 convolution in one: nearly a Conv2D at a fraction of its cost. */
export const separableConv2d = defineLayer({
  type: 'separable_conv2d',
  title: 'Separable Conv2D',
  family: 'convolution',
  arity: 'one',
  widthParam: 'filters',
  params: z.object({
    filters: z.int().min(1).max(65_536).default(32).meta({
      title: 'Filters',
      description: 'How many patterns to look for; each gives one channel of the result.',
    }),
    kernel_size: kernelSizeParam,
    strides: stridesParam,
    padding: paddingParam,
    dilation_rate: dilationParam,
    depth_multiplier: depthMultiplierParam,
    activation: activationParam(),
    use_bias: useBiasParam,
    depthwise_initializer: initializerParam('Depthwise initializer', 'glorot_uniform'),
    pointwise_initializer: initializerParam('Pointwise initializer', 'glorot_uniform'),
    bias_initializer: initializerParam('Bias initializer', 'zeros'),
  }),
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
  summary: ({ filters, kernel_size: [rows, columns], activation }) =>
    `${filters} · ${rows}×${columns}${activationSuffix(activation)}`,
  inferShape: (inputs, { filters, kernel_size, strides, padding, dilation_rate }) =>
    withPicture(inputs, { otherwise: 'use dense' }, (picture) => {
      const unequal = unequalStrides(strides);
      if (unequal) return fails(unequal);
      return slide(
        picture,
        { size: kernel_size, strides, dilation: dilation_rate, padding, sizeParam: 'kernel_size' },
        filters,
      );
    }),
  weights: (inputs, { kernel_size, depth_multiplier, filters, use_bias }) => {
    const channels = inputs[0]?.dims.at(-1)?.size ?? 0;
    const kernels = [
      { name: 'depthwise_kernel', shape: [...kernel_size, channels, depth_multiplier], trainable: true },
      { name: 'pointwise_kernel', shape: [1, 1, channels * depth_multiplier, filters], trainable: true },
    ];
    return use_bias ? [...kernels, { name: 'bias', shape: [filters], trainable: true }] : kernels;
  },
  flops: (inputs, { kernel_size: [rows, columns], depth_multiplier, filters, use_bias }, output) => {
    const between = (inputs[0]?.dims.at(-1)?.size ?? 0) * depth_multiplier;
    const pixels = knownElements(output) / filters;
    return pixels * between * 2 * rows * columns + knownElements(output) * (2 * between + (use_bias ? 1 : 0));
  },
  keras: {
    className: 'SeparableConv2D',
    toConfig: (params) => ({
      filters: params.filters,
      kernel_size: params.kernel_size,
      strides: params.strides,
      padding: params.padding,
      data_format: 'channels_last',
      dilation_rate: params.dilation_rate,
      depth_multiplier: params.depth_multiplier,
      activation: params.activation,
      use_bias: params.use_bias,
      depthwise_initializer: initializerToConfig(params.depthwise_initializer),
      pointwise_initializer: initializerToConfig(params.pointwise_initializer),
      bias_initializer: initializerToConfig(params.bias_initializer),
    }),
    fromConfig: (config) => ({
      filters: config.filters as number,
      kernel_size: config.kernel_size,
      strides: config.strides,
      padding: config.padding as 'valid',
      dilation_rate: config.dilation_rate,
      depth_multiplier: config.depth_multiplier as number,
      activation: activationFromConfig(config.activation),
      use_bias: config.use_bias as boolean,
      depthwise_initializer: initializerFromConfig(config.depthwise_initializer),
      pointwise_initializer: initializerFromConfig(config.pointwise_initializer),
      bias_initializer: initializerFromConfig(config.bias_initializer),
    }),
  },
});
