import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { globalPoolingParams, globalPoolingToConfig, inferGlobalPooling } from '../pooling.ts';

/** Keeps the strongest value of each channel in the whole picture. */
export const globalMaxPooling2d = defineLayer({
  type: 'global_max_pooling2d',
  title: 'Global max pooling 2D',
  family: 'pooling',
  arity: 'one',
  params: globalPoolingParams,
  doc: {
    summary: 'Keeps the strongest value of each channel in the whole picture.',
    inputShape: '(batch, height, width, channels)',
    outputShape: '(batch, channels)',
    formula: 'y[c] = max of x[i, j, c] over all i, j',
    whenToUse: 'Where it matters that a pattern occurs, not how often.',
    commonMistake: 'Using it on noisy pictures, where one outlier decides.',
    source: 'https://keras.io/api/layers/pooling_layers/global_max_pooling2d/',
  },
  next: ['dense', 'dropout'],
  summary: ({ keepdims }) => (keepdims ? '1 × 1' : ''),
  inferShape: inferGlobalPooling,
  weights: () => [],
  flops: (inputs) => (inputs[0] ? knownElements(inputs[0]) : 0),
  keras: {
    className: 'GlobalMaxPooling2D',
    toConfig: globalPoolingToConfig,
    fromConfig: ({ keepdims }) => ({ keepdims: keepdims as boolean }),
  },
});
