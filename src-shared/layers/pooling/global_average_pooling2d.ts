import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { globalPoolingParams, globalPoolingToConfig, inferGlobalPooling } from '../pooling.ts';

/** Averages each channel over the whole picture. */
export const globalAveragePooling2d = defineLayer({
  type: 'global_average_pooling2d',
  title: 'Global average pooling 2D',
  family: 'pooling',
  shortcut: 'g',
  arity: 'one',
  params: globalPoolingParams,
  doc: {
    summary: 'Averages each channel over the whole picture.',
    inputShape: '(batch, height, width, channels)',
    outputShape: '(batch, channels)',
    formula: 'y[c] = mean of x[i, j, c] over all i, j',
    whenToUse: 'Between the last convolution and dense layers: few weights, any picture size.',
    commonMistake: 'Following it with flatten, which then does nothing.',
    source: 'https://keras.io/api/layers/pooling_layers/global_average_pooling2d/',
  },
  next: ['dense', 'dropout'],
  summary: ({ keepdims }) => (keepdims ? '1 × 1' : ''),
  inferShape: inferGlobalPooling,
  weights: () => [],
  flops: (inputs) => (inputs[0] ? knownElements(inputs[0]) : 0),
  keras: {
    className: 'GlobalAveragePooling2D',
    toConfig: globalPoolingToConfig,
    fromConfig: ({ keepdims }) => ({ keepdims: keepdims as boolean }),
  },
});
