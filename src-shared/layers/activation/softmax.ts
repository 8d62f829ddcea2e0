import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { kerasForm } from '../keras-form.ts';
import { axesParam, inferNormalization } from '../normalization.ts';

const params = z.object({ axis: axesParam('The axes along which the results add up to 1: -1, the last, or several.') });

/** Turns values into shares that add up to 1. */
export const softmax = defineLayer({
  type: 'softmax',
  title: 'Softmax',
  alsoCalled: ['probabilities'],
  family: 'core',
  arity: 'one',
  mask: 'refuse',
  params,
  doc: {
    summary: 'Turns values into shares that add up to 1.',
    inputShape: 'any',
    outputShape: 'as the input',
    formula: 'y = eˣ / Σ eˣ along the axis',
    whenToUse: 'Inside a network, for weights that should add up to 1; at its end, the output layer has its own.',
    commonMistake: 'Putting it before the output layer, whose softmax then gets shares instead of scores.',
    source: 'https://keras.io/api/layers/activation_layers/softmax/',
  },
  next: ['conv2d', 'dense', 'max_pooling2d', 'dropout'],
  summary: () => '',
  inferShape: (inputs, { axis }) => inferNormalization(inputs, axis),
  weights: () => [],
  flops: (_inputs, _params, output) => 5 * knownElements(output),
  keras: kerasForm('Softmax', params),
});
