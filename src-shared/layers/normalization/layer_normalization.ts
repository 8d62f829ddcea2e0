import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { kerasForm } from '../keras-form.ts';
import {
  axesParam,
  centerParam,
  epsilonParam,
  inferNormalization,
  normalizationWeights,
  scaleAndOffset,
  scaleParam,
  sizesAlong,
} from '../normalization.ts';

const params = z.object({
  axis: axesParam('The axes that are normalized together: -1, the last, or several, such as -2, -1.'),
  epsilon: epsilonParam(0.001),
  center: centerParam,
  scale: scaleParam,
  ...scaleAndOffset,
});

/** Brings the last dimension of each sample to mean 0 and variance 1, whatever the batch. */
export const layerNormalization = defineLayer({
  type: 'layer_normalization',
  title: 'Layer normalization',
  alsoCalled: ['layernorm', 'ln'],
  family: 'normalization',
  arity: 'one',
  mask: 'pass',
  normalizes: true,
  params,
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
  inferShape: (inputs, { axis }) => inferNormalization(inputs, axis),
  weights: (inputs, { axis, center, scale }) =>
    normalizationWeights(sizesAlong(inputs, axis), [
      { name: 'gamma', trainable: true, used: scale },
      { name: 'beta', trainable: true, used: center },
    ]),
  // Mean, variance, then scale and shift.
  flops: (_inputs, _params, output) => 7 * knownElements(output),
  keras: kerasForm('LayerNormalization', params, { rms_scaling: false }),
});
