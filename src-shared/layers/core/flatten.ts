import { z } from 'zod';
import { formatShape } from '../../shapes/format.ts';
import { elementCount } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { fails, infers } from '../inference.ts';

/** Lays all values of a sample out in one row. */
export const flatten = defineLayer({
  type: 'flatten',
  title: 'Flatten',
  family: 'core',
  shortcut: 'l',
  arity: 'one',
  params: z.object({}),
  doc: {
    summary: 'Lays all values of a sample out in one row.',
    inputShape: '(batch, …)',
    outputShape: '(batch, product of all sizes)',
    formula: 'y[i · width · channels + j · channels + c] = x[i, j, c]',
    whenToUse: 'Between a picture and dense layers, where the place in the picture matters.',
    commonMistake: 'Flattening a large picture: the next dense layer then has millions of weights. Pool first.',
    source: 'https://keras.io/api/layers/reshaping_layers/flatten/',
  },
  next: ['dense', 'dropout'],
  summary: () => '',
  narrate: ([input], _params, output) =>
    `lays ${input ? formatShape(input) : 'all'} values out in one row of ${formatShape(output)}; no number changes`,
  inferShape: (inputs) => {
    const input = inputs[0];
    if (!input) return fails();
    return infers({ dims: [{ size: elementCount(input.dims), axis: 'features' }], dtype: input.dtype });
  },
  weights: () => [],
  flops: () => 0,
  keras: {
    className: 'Flatten',
    toConfig: () => ({ data_format: 'channels_last' }),
    fromConfig: () => ({}),
  },
});
