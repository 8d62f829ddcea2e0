import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { inferMerge } from '../merge.ts';

/** Keeps the largest of several tensors of one shape, value by value. */
export const maximum = defineLayer({
  type: 'maximum',
  title: 'Maximum',
  alsoCalled: ['max'],
  family: 'merge',
  arity: 'many',
  mask: 'all',
  params: z.object({}),
  doc: {
    summary: 'Keeps the largest of its inputs, value by value.',
    inputShape: 'two or more of one shape (a size of 1 is repeated to fit)',
    outputShape: 'the common shape',
    formula: 'y = max(x₁, x₂, …)',
    whenToUse: 'To keep, at each place, the path that responds most.',
    commonMistake: 'Expecting all paths to learn at every place: only the largest one gets a gradient there.',
    source: 'https://keras.io/api/layers/merging_layers/maximum/',
  },
  next: ['activation', 'conv2d', 'dense'],
  summary: () => '',
  inferShape: (inputs) => inferMerge(inputs, 'compares'),
  weights: () => [],
  flops: (inputs, _params, output) => (inputs.length - 1) * knownElements(output),
  keras: { className: 'Maximum', toConfig: () => ({}), fromConfig: () => ({}) },
});
