import { tf } from '../runtime/tf.ts';
import { applyActivation, asTfjs, stockActivation } from './activations.ts';
import { booleanIn, type KerasConfig, numberIn, paddingIn, pairIn, stringIn } from './config.ts';
import { isDilated, type Window, windowedShape } from './convolution.ts';
import { depthwise } from './depthwise_conv2d.ts';
import type { LayerFactory } from './factory.ts';
import { currentValue, type OwnWeight, WeightedLayer } from './weighted-layer.ts';

const windowIn = (config: KerasConfig): Window => ({
  kernel: pairIn(config, 'kernel_size'),
  strides: pairIn(config, 'strides', 1),
  dilation: pairIn(config, 'dilation_rate', 1),
  padding: paddingIn(config),
});

export const separableConv2d: LayerFactory = {
  create: (config, { name }) => {
    const window = windowIn(config);
    const filters = numberIn(config, 'filters');
    const multiplier = numberIn(config, 'depth_multiplier', 1);
    const useBias = booleanIn(config, 'use_bias', true);
    return new WeightedLayer({
      name,
      outputShape: (input) => windowedShape(input, window, filters),
      weights: (input) => {
        const channels = input[3] ?? 0;
        const kernels: OwnWeight[] = [
          { name: 'depthwise_kernel', shape: [...window.kernel, channels, multiplier], trainable: true },
          { name: 'pointwise_kernel', shape: [1, 1, channels * multiplier, filters], trainable: true },
        ];
        return useBias ? [...kernels, { name: 'bias', shape: [filters], trainable: true }] : kernels;
      },
      compute: (input, weights) => {
        const spatial = depthwise(
          input as tf.Tensor4D,
          currentValue(weights, 'depthwise_kernel') as tf.Tensor4D,
          window,
        );
        const linear = tf.conv2d(spatial, currentValue(weights, 'pointwise_kernel') as tf.Tensor4D, 1, 'valid');
        const biased = useBias ? linear.add(currentValue(weights, 'bias')) : linear;
        return applyActivation(stringIn(config, 'activation', 'linear'), biased);
      },
    });
  },
  stock: (config, name) => {
    const activation = stockActivation(stringIn(config, 'activation', 'linear'));
    const window = windowIn(config);
    if (activation === null || isDilated(window)) return null;
    return tf.layers.separableConv2d({
      name,
      filters: numberIn(config, 'filters'),
      kernelSize: [...window.kernel],
      strides: [...window.strides],
      padding: window.padding,
      depthMultiplier: numberIn(config, 'depth_multiplier', 1),
      useBias: booleanIn(config, 'use_bias', true),
      activation: asTfjs(activation),
      depthwiseInitializer: 'zeros',
      pointwiseInitializer: 'zeros',
    });
  },
};
