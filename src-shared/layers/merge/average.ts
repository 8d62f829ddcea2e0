import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { inferMerge } from '../merge.ts';

/** Averages several tensors of one shape, value by value. */
export const average = defineLayer({
  type: 'average',
  title: 'Average',
  alsoCalled: ['mean'],
  family: 'merge',
  arity: 'many',
  mask: 'all',
  params: z.object({}),
  doc: {
    summary: 'Takes the mean of its inputs, value by value.',
    inputShape: 'two or more of one shape (a size of 1 is repeated to fit)',
    outputShape: 'the common shape',
    formula: 'y = (x₁ + x₂ + … + xₙ) / n',
    whenToUse: 'To join paths that should count the same, whatever their number.',
    commonMistake: 'Using it in a residual block, where the input should go on whole: add keeps it so.',
    source: 'https://keras.io/api/layers/merging_layers/average/',
  },
  next: ['activation', 'conv2d', 'dense'],
  summary: () => '',
  inferShape: (inputs) => inferMerge(inputs, 'averages'),
  weights: () => [],
  flops: (inputs, _params, output) => inputs.length * knownElements(output),
  keras: { className: 'Average', toConfig: () => ({}), fromConfig: () => ({}) },
});
