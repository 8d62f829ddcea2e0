import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { inferMerge } from '../merge.ts';

/** Keeps the smallest of several tensors of one shape, value by value. */
export const minimum = defineLayer({
  type: 'minimum',
  title: 'Minimum',
  alsoCalled: ['min'],
  family: 'merge',
  arity: 'many',
  mask: 'all',
  params: z.object({}),
  doc: {
    summary: 'Keeps the smallest of its inputs, value by value.',
    inputShape: 'two or more of one shape (a size of 1 is repeated to fit)',
    outputShape: 'the common shape',
    formula: 'y = min(x₁, x₂, …)',
    whenToUse: 'To let something through only where all paths respond.',
    commonMistake: 'Using it after relu, where one path that is 0 hides all the others.',
    source: 'https://keras.io/api/layers/merging_layers/minimum/',
  },
  next: ['activation', 'conv2d', 'dense'],
  summary: () => '',
  inferShape: (inputs) => inferMerge(inputs, 'compares'),
  weights: () => [],
  flops: (inputs, _params, output) => (inputs.length - 1) * knownElements(output),
  keras: { className: 'Minimum', toConfig: () => ({}), fromConfig: () => ({}) },
});
