import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { initializerToConfig } from '../initializers.ts';
import { centerParam, channelWeights, epsilonParam, inferNormalization, scaleParam } from '../normalization.ts';

/** Brings the last dimension of each sample to mean 0 and variance 1, whatever the batch. */
export const layerNormalization = defineLayer({
  type: 'layer_normalization',
  title: 'Layer normalization',
  family: 'normalization',
  arity: 'one',
  normalizes: true,
  params: z.object({ epsilon: epsilonParam, center: centerParam, scale: scaleParam }),
  doc: {
    summary: 'Brings the last dimension of each sample to mean 0 and variance 1, then scales and shifts it.',
    inputShape: '(batch, …, features)',
    outputShape: 'as the input',
    formula: 'y = gamma · (x − mean) / √(variance + epsilon) + beta, over the last dimension',
    whenToUse: 'In transformers, and wherever batches are too small for batch normalization.',
    commonMistake: 'Putting it right after a grey picture: over one channel, every value becomes the same.',
    source: 'https://keras.io/api/layers/normalization_layers/layer_normalization/',
  },
  next: ['dense', 'activation', 'conv2d'],
  summary: () => '',
  inferShape: inferNormalization,
  weights: (inputs, { center, scale }) =>
    channelWeights(inputs, [
      { name: 'gamma', trainable: true, used: scale },
      { name: 'beta', trainable: true, used: center },
    ]),
  // Mean, variance, then scale and shift.
  flops: (_inputs, _params, output) => 7 * knownElements(output),
  keras: {
    className: 'LayerNormalization',
    toConfig: ({ epsilon, center, scale }) => ({
      axis: [-1],
      epsilon,
      center,
      scale,
      beta_initializer: initializerToConfig('zeros'),
      gamma_initializer: initializerToConfig('ones'),
    }),
    fromConfig: ({ epsilon, center, scale }) => ({
      epsilon: epsilon as number,
      center: center as boolean,
      scale: scale as boolean,
    }),
  },
});
