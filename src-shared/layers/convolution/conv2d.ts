import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { activationFromConfig, activationParam, activationSuffix } from '../activations.ts';
import { defineLayer } from '../define.ts';
import { fails, withPicture } from '../inference.ts';
import { initializerFromConfig, initializerParam, initializerToConfig } from '../initializers.ts';
import { dilationParam, kernelSizeParam, paddingParam, stridesParam, useBiasParam } from '../params.ts';
import { slide } from '../spatial.ts';

/** Looks for small patterns everywhere in a picture. */
export const conv2d = defineLayer({
  type: 'conv2d',
  title: 'Conv2D',
  family: 'convolution',
  shortcut: 'c',
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
    groups: z.int().min(1).max(65_536).default(1).meta({
      title: 'Groups',
      description: 'Splits the channels into groups that are convolved apart; divides both channels and filters.',
      advanced: true,
    }),
    activation: activationParam(),
    use_bias: useBiasParam,
    kernel_initializer: initializerParam('Kernel initializer', 'glorot_uniform'),
    bias_initializer: initializerParam('Bias initializer', 'zeros'),
  }),
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
  summary: ({ filters, kernel_size: [rows, columns], activation }) =>
    `${filters} · ${rows}×${columns}${activationSuffix(activation)}`,
  inferShape: (inputs, params) =>
    withPicture(inputs, { otherwise: 'use dense' }, (picture) => {
      const { groups, filters } = params;
      if (picture.channels % groups !== 0 || filters % groups !== 0) {
        return fails({
          code: 'groups-mismatch',
          severity: 'error',
          param: 'groups',
          expected: `a number that divides ${picture.channels} channels and ${filters} filters`,
          found: `${groups}`,
          message: `can't split ${picture.channels} channels from {input0} and ${filters} filters into ${groups} groups. Choose a number that divides both.`,
          remedies: [{ kind: 'set-params', title: 'Set groups to 1', params: { groups: 1 } }],
        });
      }
      const { kernel_size, strides, dilation_rate, padding } = params;
      return slide(
        picture,
        { size: kernel_size, strides, dilation: dilation_rate, padding, sizeParam: 'kernel_size' },
        filters,
      );
    }),
  weights: (inputs, { kernel_size, filters, groups, use_bias }) => {
    const channels = (inputs[0]?.dims.at(-1)?.size ?? 0) / groups;
    const kernel = { name: 'kernel', shape: [...kernel_size, channels, filters], trainable: true };
    return use_bias ? [kernel, { name: 'bias', shape: [filters], trainable: true }] : [kernel];
  },
  flops: (inputs, { kernel_size: [rows, columns], groups, use_bias }, output) => {
    const channels = (inputs[0]?.dims.at(-1)?.size ?? 0) / groups;
    return knownElements(output) * (2 * rows * columns * channels + (use_bias ? 1 : 0));
  },
  keras: {
    className: 'Conv2D',
    toConfig: (params) => ({
      filters: params.filters,
      kernel_size: params.kernel_size,
      strides: params.strides,
      padding: params.padding,
      data_format: 'channels_last',
      dilation_rate: params.dilation_rate,
      groups: params.groups,
      activation: params.activation,
      use_bias: params.use_bias,
      kernel_initializer: initializerToConfig(params.kernel_initializer),
      bias_initializer: initializerToConfig(params.bias_initializer),
    }),
    fromConfig: (config) => ({
      filters: config.filters as number,
      kernel_size: config.kernel_size,
      strides: config.strides,
      padding: config.padding as 'valid',
      dilation_rate: config.dilation_rate,
      groups: config.groups as number,
      activation: activationFromConfig(config.activation),
      use_bias: config.use_bias as boolean,
      kernel_initializer: initializerFromConfig(config.kernel_initializer),
      bias_initializer: initializerFromConfig(config.bias_initializer),
    }),
  },
});
