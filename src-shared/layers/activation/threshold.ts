import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { passesThrough } from '../inference.ts';
import { kerasForm } from '../keras-form.ts';

const params = z.object({
  threshold: z.number().min(-1e6).max(1e6).default(0).meta({
    title: 'Threshold',
    description: 'Values above it stay as they are.',
  }),
  default_value: z.number().min(-1e6).max(1e6).default(0).meta({
    title: 'Otherwise',
    description: 'What all other values become.',
  }),
});

/** Keeps values above a number and replaces all others. */
export const threshold = defineLayer({
  type: 'threshold',
  title: 'Threshold',
  family: 'core',
  isActivation: true,
  arity: 'one',
  params,
  doc: {
    summary: 'Keeps values above a number and replaces all others by another one.',
    inputShape: 'any',
    outputShape: 'as the input',
    formula: 'y = x where x > threshold, else default_value',
    whenToUse: 'To cut weak signals off; with 0 and 0 it is ReLU.',
    commonMistake: 'A high threshold: where values are replaced, no gradient comes back.',
    source: 'https://keras.io/api/ops/nn/',
  },
  next: ['conv2d', 'dense', 'max_pooling2d'],
  summary: ({ threshold: least, default_value }) => `> ${least}, else ${default_value}`,
  inferShape: passesThrough,
  weights: () => [],
  flops: (_inputs, _params, output) => knownElements(output),
  keras: { ...kerasForm('Threshold', params), module: 'keras.src.ops.nn' },
});
