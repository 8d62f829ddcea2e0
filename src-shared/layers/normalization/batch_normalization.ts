import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { initializerToConfig } from '../initializers.ts';
import { centerParam, channelWeights, epsilonParam, inferNormalization, scaleParam } from '../normalization.ts';

/** Brings each channel to mean 0 and variance 1 over the batch; afterwards by the averages it has gathered. */
export const batchNormalization = defineLayer({
  type: 'batch_normalization',
  title: 'Batch normalization',
  family: 'normalization',
  shortcut: 'b',
  arity: 'one',
  normalizes: true,
  params: z.object({
    momentum: z.number().min(0).max(1).default(0.99).meta({
      title: 'Momentum',
      description: 'How slowly the averages used after training follow the batches; lower it for short trainings.',
    }),
    epsilon: epsilonParam,
    center: centerParam,
    scale: scaleParam,
  }),
  doc: {
    summary: 'Brings each channel to mean 0 and variance 1 over the batch, then scales and shifts it.',
    inputShape: '(batch, …, channels)',
    outputShape: 'as the input',
    formula: 'y = gamma · (x − mean) / √(variance + epsilon) + beta',
    whenToUse: 'Between a convolution and its activation: training gets faster and steadier.',
    commonMistake: 'Using it with batches of a few samples, whose mean says little.',
    source: 'https://keras.io/api/layers/normalization_layers/batch_normalization/',
  },
  next: ['activation', 'max_pooling2d', 'conv2d'],
  summary: () => '',
  inferShape: inferNormalization,
  weights: (inputs, { center, scale }) =>
    channelWeights(inputs, [
      { name: 'gamma', trainable: true, used: scale },
      { name: 'beta', trainable: true, used: center },
      { name: 'moving_mean', trainable: false, used: true },
      { name: 'moving_variance', trainable: false, used: true },
    ]),
  // After training it is one multiplication and one addition a value.
  flops: (_inputs, _params, output) => 2 * knownElements(output),
  keras: {
    className: 'BatchNormalization',
    toConfig: ({ momentum, epsilon, center, scale }) => ({
      axis: -1,
      momentum,
      epsilon,
      center,
      scale,
      beta_initializer: initializerToConfig('zeros'),
      gamma_initializer: initializerToConfig('ones'),
      moving_mean_initializer: initializerToConfig('zeros'),
      moving_variance_initializer: initializerToConfig('ones'),
    }),
    fromConfig: ({ momentum, epsilon, center, scale }) => ({
      momentum: momentum as number,
      epsilon: epsilon as number,
      center: center as boolean,
      scale: scale as boolean,
    }),
  },
});
