import { tf } from '../runtime/tf.ts';
import { asTfjs, stockActivation } from './activations.ts';
import { booleanIn, numberIn, paddingIn, pairIn, stringIn } from './config.ts';
import { isDilated, windowIn } from './convolution.ts';
import { depthwiseFactory } from './depthwise-factory.ts';

export const depthwiseConv2d = depthwiseFactory('depthwise_conv2d', 2, (config, name) => {
  const activation = stockActivation(stringIn(config, 'activation', 'linear'));
  // tfjs-node pads dilated depthwise convolutions otherwise than TensorFlow does.
  if (activation === null || isDilated(windowIn(config, 2))) return null;
  return tf.layers.depthwiseConv2d({
    name,
    kernelSize: pairIn(config, 'kernel_size'),
    strides: pairIn(config, 'strides', 1),
    padding: paddingIn(config),
    depthMultiplier: numberIn(config, 'depth_multiplier', 1),
    useBias: booleanIn(config, 'use_bias', true),
    activation: asTfjs(activation),
    depthwiseInitializer: 'zeros',
  });
});
