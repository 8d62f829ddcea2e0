import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { inferMerge } from '../merge.ts';

/** Adds several tensors of one shape, value by value: the joint of a residual block. */
export const add = defineLayer({
  type: 'add',
  title: 'Add',
  alsoCalled: ['skip connection', 'residual', 'shortcut', 'sum', 'plus'],
  family: 'merge',
  arity: 'many',
  mask: 'all',
  params: z.object({}),
  doc: {
    summary: 'Adds its inputs value by value.',
    inputShape: 'two or more of one shape (a size of 1 is repeated to fit)',
    outputShape: 'the common shape',
    formula: 'y = x₁ + x₂ + …',
    whenToUse: 'In residual blocks: the input of a block is added to its result, which lets networks be deep.',
    commonMistake: 'Adding before and after a layer that changes the number of channels. A 1×1 Conv2D makes them fit.',
    source: 'https://keras.io/api/layers/merging_layers/add/',
  },
  next: ['activation', 'batch_normalization', 'conv2d'],
  summary: () => '',
  inferShape: (inputs) => inferMerge(inputs, 'adds'),
  weights: () => [],
  flops: (inputs, _params, output) => (inputs.length - 1) * knownElements(output),
  keras: { className: 'Add', toConfig: () => ({}), fromConfig: () => ({}) },
});
