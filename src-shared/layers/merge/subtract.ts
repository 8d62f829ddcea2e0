import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { fails } from '../inference.ts';
import { inferMerge } from '../merge.ts';

/** Takes the second of two tensors from the first, value by value. */
export const subtract = defineLayer({
  type: 'subtract',
  title: 'Subtract',
  alsoCalled: ['difference', 'minus'],
  family: 'merge',
  arity: 'many',
  mask: 'all',
  params: z.object({}),
  doc: {
    summary: 'Takes its second input from its first, value by value.',
    inputShape: 'exactly two of one shape (a size of 1 is repeated to fit)',
    outputShape: 'the common shape',
    formula: 'y = x₁ − x₂',
    whenToUse: 'To compare two paths by their difference.',
    commonMistake: 'Connecting the two in the wrong order: the first connection is the one that is taken from.',
    source: 'https://keras.io/api/layers/merging_layers/subtract/',
  },
  next: ['activation', 'conv2d', 'dense'],
  summary: () => '',
  inferShape: (inputs) => {
    if (inputs.length <= 2) return inferMerge(inputs, 'subtracts');
    return fails({
      code: 'too-many-inputs',
      severity: 'error',
      expected: 'exactly 2 inputs',
      found: `${inputs.length} inputs`,
      message: `subtracts one input from another; ${inputs.length} enter it. Keep two, or add some of them up first.`,
    });
  },
  weights: () => [],
  flops: (_inputs, _params, output) => knownElements(output),
  keras: { className: 'Subtract', toConfig: () => ({}), fromConfig: () => ({}) },
});
