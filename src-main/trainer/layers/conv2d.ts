import { tf } from '../runtime/tf.ts';
import { activationFor, applyActivation, asTfjs, stockActivation } from './activations.ts';
import { booleanIn, type KerasConfig, numberIn, paddingIn, pairIn, stringIn } from './config.ts';
import { isDilated, type Window, windowedShape, withDilation } from './convolution.ts';
import type { LayerFactory } from './factory.ts';
import { type OwnWeight, valueOf, WeightedLayer } from './weighted-layer.ts';

const windowIn = (config: KerasConfig): Window => ({
  kernel: pairIn(config, 'kernel_size'),
  strides: pairIn(config, 'strides', 1),
  dilation: pairIn(config, 'dilation_rate', 1),
  padding: paddingIn(config),
});

const groupsIn = (config: KerasConfig): number => numberIn(config, 'groups', 1);

function convolve(input: tf.Tensor4D, kernel: tf.Tensor4D, window: Window): tf.Tensor4D {
  if (!isDilated(window)) return tf.conv2d(input, kernel, [...window.strides], window.padding);
  return withDilation(input, window, (rearranged) => tf.conv2d(rearranged, kernel, 1, 'valid'));
}

/** tfjs ignores `groups` without a word, and has no gradient for dilation. */
function own(config: KerasConfig, name: string): tf.layers.Layer {
  const [window, groups, filters] = [windowIn(config), groupsIn(config), numberIn(config, 'filters')];
  const useBias = booleanIn(config, 'use_bias', true);
  return new WeightedLayer({
    name,
    outputShape: (input) => windowedShape(input, window, filters),
    weights: (input) => {
      const kernel: OwnWeight = {
        name: 'kernel',
        shape: [...window.kernel, (input[3] ?? 0) / groups, filters],
        trainable: true,
      };
      return useBias ? [kernel, { name: 'bias', shape: [filters], trainable: true }] : [kernel];
    },
    compute: (input, weights) => {
      const pictures = tf.split(input as tf.Tensor4D, groups, 3);
      const kernels = tf.split(valueOf(weights, 'kernel') as tf.Tensor4D, groups, 3);
      const parts = pictures.map((part, index) => convolve(part, kernels[index] as tf.Tensor4D, window));
      const linear = parts.length === 1 ? (parts[0] as tf.Tensor4D) : tf.concat4d(parts, 3);
      const biased = useBias ? linear.add(valueOf(weights, 'bias')) : linear;
      return applyActivation(stringIn(config, 'activation', 'linear'), biased);
    },
  });
}

function make(config: KerasConfig, name: string, activation: 'linear'): tf.layers.Layer {
  const window = windowIn(config);
  return tf.layers.conv2d({
    name,
    filters: numberIn(config, 'filters'),
    kernelSize: [...window.kernel],
    strides: [...window.strides],
    padding: window.padding,
    dilationRate: [...window.dilation],
    useBias: booleanIn(config, 'use_bias', true),
    activation,
    kernelInitializer: 'zeros',
  });
}

export const conv2d: LayerFactory = {
  create: (config, { name }) =>
    groupsIn(config) > 1 || isDilated(windowIn(config))
      ? own(config, name)
      : make(config, name, activationFor(stringIn(config, 'activation', 'linear'))),
  stock: (config, name) => {
    const activation = stockActivation(stringIn(config, 'activation', 'linear'));
    return activation === null || groupsIn(config) > 1 ? null : make(config, name, asTfjs(activation));
  },
};
