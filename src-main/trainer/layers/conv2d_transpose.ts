import { tf } from '../runtime/tf.ts';
import { asTfjs, stockActivation } from './activations.ts';
import { booleanIn, numberIn, paddingIn, pairIn, stringIn } from './config.ts';
import { isDilated, windowIn } from './convolution.ts';
import { transposedFactory } from './transposed-convolution.ts';

export const conv2dTranspose = transposedFactory('conv2d_transpose', 2, (config, name) => {
  const activation = stockActivation(stringIn(config, 'activation', 'linear'));
  // tfjs knows neither dilation nor output padding here.
  if (activation === null || isDilated(windowIn(config, 2)) || config.output_padding != null) return null;
  return tf.layers.conv2dTranspose({
    name,
    filters: numberIn(config, 'filters'),
    kernelSize: pairIn(config, 'kernel_size'),
    strides: pairIn(config, 'strides', 1),
    padding: paddingIn(config),
    useBias: booleanIn(config, 'use_bias', true),
    activation: asTfjs(activation),
    kernelInitializer: 'zeros',
  });
});
