import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { kerasForm } from '../keras-form.ts';
import { axesParam, inferNormalization } from '../normalization.ts';

const params = z.object({ axis: axesParam('The axes whose length becomes 1: -1, the last, or several.') });

/** Scales each vector to length 1. */
export const unitNormalization = defineLayer({
  type: 'unit_normalization',
  title: 'Unit normalization',
  alsoCalled: ['l2 normalize'],
  family: 'normalization',
  arity: 'one',
  mask: 'pass',
  params,
  doc: {
    summary: 'Scales each vector to length 1, so that only its direction counts.',
    inputShape: '(batch, …, features)',
    outputShape: 'as the input',
    formula: 'y = x / √(Σ x²)',
    whenToUse: 'Before vectors are compared, so that a dot product is their cosine.',
    commonMistake: 'Using it where the size of a vector says something, such as how sure a network is.',
    source: 'https://keras.io/api/layers/normalization_layers/unit_normalization/',
  },
  next: ['dense'],
  summary: () => '',
  inferShape: (inputs, { axis }) => inferNormalization(inputs, axis),
  weights: () => [],
  flops: (_inputs, _params, output) => 3 * knownElements(output),
  keras: kerasForm('UnitNormalization', params),
});
