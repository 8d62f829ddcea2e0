import { tf } from '../runtime/tf.ts';
import { activationFor, applyActivation, asTfjs, stockActivation } from './activations.ts';
import { booleanIn, type KerasConfig, numberIn, paddingIn, pairIn, stringIn } from './config.ts';
import { isDilated, type Window, windowedShape, withDilation } from './convolution.ts';
import type { LayerFactory } from './factory.ts';
import { currentValue, type OwnWeight, WeightedLayer } from './weighted-layer.ts';

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

/** Each group of channels by its own kernels. */
function inGroups(input: tf.Tensor4D, kernel: tf.Tensor4D, window: Window, groups: number): tf.Tensor4D {
  // tfjs's gradient of a split into one part fails.
  if (groups === 1) return convolve(input, kernel, window);
  const kernels = tf.split(kernel, groups, 3);
  const parts = tf.split(input, groups, 3);
  return tf.concat4d(
    parts.map((part, index) => convolve(part as tf.Tensor4D, kernels[index] as tf.Tensor4D, window)),
    3,
  );
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
      const linear = inGroups(input as tf.Tensor4D, currentValue(weights, 'kernel') as tf.Tensor4D, window, groups);
      const biased = useBias ? linear.add(currentValue(weights, 'bias')) : linear;
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
