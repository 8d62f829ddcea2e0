import { tf } from '../runtime/tf.ts';
import { applyActivation, asTfjs, stockActivation } from './activations.ts';
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

/** Each channel by its own window; shared with the separable convolution, which starts the same way. */
export function depthwise(input: tf.Tensor4D, kernel: tf.Tensor4D, window: Window): tf.Tensor4D {
  if (!isDilated(window)) return tf.depthwiseConv2d(input, kernel, [...window.strides], window.padding);
  return withDilation(input, window, (rearranged) => tf.depthwiseConv2d(rearranged, kernel, 1, 'valid'));
}

export const depthwiseConv2d: LayerFactory = {
  create: (config, { name }) => {
    const window = windowIn(config);
    const multiplier = numberIn(config, 'depth_multiplier', 1);
    const useBias = booleanIn(config, 'use_bias', true);
    return new WeightedLayer({
      name,
      outputShape: (input) => windowedShape(input, window, (input[3] ?? 0) * multiplier),
      weights: (input) => {
        const channels = input[3] ?? 0;
        const kernel: OwnWeight = { name: 'kernel', shape: [...window.kernel, channels, multiplier], trainable: true };
        return useBias ? [kernel, { name: 'bias', shape: [channels * multiplier], trainable: true }] : [kernel];
      },
      compute: (input, weights) => {
        const linear = depthwise(input as tf.Tensor4D, currentValue(weights, 'kernel') as tf.Tensor4D, window);
        const biased = useBias ? linear.add(currentValue(weights, 'bias')) : linear;
        return applyActivation(stringIn(config, 'activation', 'linear'), biased);
      },
    });
  },
  stock: (config, name) => {
    const activation = stockActivation(stringIn(config, 'activation', 'linear'));
    const window = windowIn(config);
    // tfjs-node pads dilated depthwise convolutions otherwise than TensorFlow does.
    if (activation === null || isDilated(window)) return null;
    return tf.layers.depthwiseConv2d({
      name,
      kernelSize: [...window.kernel],
      strides: [...window.strides],
      dilationRate: [...window.dilation],
      padding: window.padding,
      depthMultiplier: numberIn(config, 'depth_multiplier', 1),
      useBias: booleanIn(config, 'use_bias', true),
      activation: asTfjs(activation),
      depthwiseInitializer: 'zeros',
    });
  },
};
