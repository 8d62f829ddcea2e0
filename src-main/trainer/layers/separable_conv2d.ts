import { tf } from '../runtime/tf.ts';
import { asTfjs, stockActivation } from './activations.ts';
import { booleanIn, numberIn, paddingIn, pairIn, stringIn } from './config.ts';
import { isDilated, windowIn } from './convolution.ts';
import { separableFactory } from './separable-factory.ts';

export const separableConv2d = separableFactory('separable_conv2d', 2, (config, name) => {
  const activation = stockActivation(stringIn(config, 'activation', 'linear'));
  if (activation === null || isDilated(windowIn(config, 2))) return null;
  return tf.layers.separableConv2d({
    name,
    filters: numberIn(config, 'filters'),
    kernelSize: pairIn(config, 'kernel_size'),
    strides: pairIn(config, 'strides', 1),
    padding: paddingIn(config),
    depthMultiplier: numberIn(config, 'depth_multiplier', 1),
    useBias: booleanIn(config, 'use_bias', true),
    activation: asTfjs(activation),
    depthwiseInitializer: 'zeros',
    pointwiseInitializer: 'zeros',
  });
});
