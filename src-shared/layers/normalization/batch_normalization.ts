import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { initializerParam } from '../initializers.ts';
import { kerasForm } from '../keras-form.ts';
import {
  axisParam,
  centerParam,
  epsilonParam,
  inferNormalization,
  normalizationWeights,
  scaleAndOffset,
  scaleParam,
  sizesAlong,
} from '../normalization.ts';

const params = z.object({
  momentum: z.number().min(0).max(1).default(0.99).meta({
    title: 'Momentum',
    description: 'How slowly the averages used after training follow the batches; lower it for short trainings.',
  }),
  axis: axisParam,
  epsilon: epsilonParam(0.001),
  center: centerParam,
  scale: scaleParam,
  ...scaleAndOffset,
  moving_mean_initializer: initializerParam('Moving mean initializer', 'zeros'),
  moving_variance_initializer: initializerParam('Moving variance initializer', 'ones'),
});

/** Brings each channel to mean 0 and variance 1 over the batch; afterwards by the averages it has gathered. */
export const batchNormalization = defineLayer({
  type: 'batch_normalization',
  title: 'Batch normalization',
  family: 'normalization',
  shortcut: 'b',
  arity: 'one',
  mask: 'pass',
  normalizes: true,
  params,
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
  narrate: ([input], { axis }) =>
    `brings each of the ${input?.dims.at(axis < 0 ? axis : axis - 1)?.size ?? ''} channels to mean 0 and spread 1 over this very batch, then scales it by gamma and shifts it by beta`,
  inferShape: (inputs, { axis }) => inferNormalization(inputs, [axis]),
  weights: (inputs, { axis, center, scale }) =>
    normalizationWeights(sizesAlong(inputs, [axis]), [
      { name: 'gamma', trainable: true, used: scale },
      { name: 'beta', trainable: true, used: center },
      { name: 'moving_mean', trainable: false, used: true },
      { name: 'moving_variance', trainable: false, used: true },
    ]),
  // After training it is one multiplication and one addition a value.
  flops: (_inputs, _params, output) => 2 * knownElements(output),
  keras: {
    ...kerasForm('BatchNormalization', params, { renorm: false, synchronized: false }),
    inert: ['renorm_momentum'],
  },
});
