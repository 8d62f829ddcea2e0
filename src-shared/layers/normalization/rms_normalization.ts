import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { kerasForm } from '../keras-form.ts';
import { axesParam, epsilonParam, inferNormalization, sizesAlong } from '../normalization.ts';

const params = z.object({
  axis: axesParam('The axes that are normalized together: -1, the last, or several, such as -2, -1.'),
  epsilon: epsilonParam(1e-6),
});

/** Divides the last dimension by its root mean square: layer normalization without the mean. */
export const rmsNormalization = defineLayer({
  type: 'rms_normalization',
  title: 'RMS normalization',
  alsoCalled: ['rmsnorm'],
  family: 'normalization',
  arity: 'one',
  normalizes: true,
  params,
  doc: {
    summary: 'Divides each sample’s last dimension by its root mean square, then scales it.',
    inputShape: '(batch, …, features)',
    outputShape: 'as the input',
    formula: 'y = scale · x / √(mean of x² + epsilon)',
    whenToUse: 'In transformers, as the cheaper layer normalization of recent language models.',
    commonMistake: 'Expecting a mean of 0 afterwards: it only changes the scale.',
    source: 'https://keras.io/api/layers/normalization_layers/rms_normalization/',
  },
  next: ['dense'],
  summary: () => '',
  inferShape: (inputs, { axis }) => inferNormalization(inputs, axis),
  weights: (inputs, { axis }) => [{ name: 'scale', shape: sizesAlong(inputs, axis), trainable: true }],
  flops: (_inputs, _params, output) => 4 * knownElements(output),
  keras: kerasForm('RMSNormalization', params),
});
