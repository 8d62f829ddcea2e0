import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { inferMerge } from '../merge.ts';

/** Multiplies several tensors of one shape, value by value: a gate. */
export const multiply = defineLayer({
  type: 'multiply',
  title: 'Multiply',
  alsoCalled: ['gate', 'times', 'product', 'hadamard'],
  family: 'merge',
  arity: 'many',
  mask: 'all',
  params: z.object({}),
  doc: {
    summary: 'Multiplies its inputs value by value.',
    inputShape: 'two or more of one shape (a size of 1 is repeated to fit)',
    outputShape: 'the common shape',
    formula: 'y = x₁ · x₂ · …',
    whenToUse: 'To let one path decide how much of another goes through, as in squeeze-and-excitation blocks.',
    commonMistake:
      'Multiplying by values that are not held between 0 and 1: they can grow from block to block. End the gate with a sigmoid.',
    source: 'https://keras.io/api/layers/merging_layers/multiply/',
  },
  next: ['activation', 'conv2d', 'dense'],
  summary: () => '',
  inferShape: (inputs) => inferMerge(inputs, 'multiplies'),
  weights: () => [],
  flops: (inputs, _params, output) => (inputs.length - 1) * knownElements(output),
  keras: { className: 'Multiply', toConfig: () => ({}), fromConfig: () => ({}) },
});
