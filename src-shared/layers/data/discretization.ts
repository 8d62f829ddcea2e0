import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { inferEncoded, outputModeParam } from '../encoding.ts';

/** Sorts numbers into bins. */
export const discretization = defineLayer({
  type: 'discretization',
  title: 'Discretization',
  alsoCalled: ['bins', 'buckets', 'quantize'],
  family: 'data',
  arity: 'one',
  params: z.object({
    bin_boundaries: z
      .array(z.number())
      .min(1)
      .max(100_000)
      .refine((bounds) => bounds.every((bound, index) => index === 0 || bound > (bounds[index - 1] ?? 0)), {
        error: 'numbers in ascending order',
      })
      .default([0])
      .meta({
        title: 'Bin boundaries',
        description: 'Where one bin ends and the next begins; a value on a boundary belongs above.',
        control: 'list',
      }),
    output_mode: outputModeParam,
  }),
  doc: {
    summary: 'Sorts numbers into bins, so that each bin can mean something of its own.',
    inputShape: '(batch, values)',
    outputShape: 'as the input, or (batch, bins) encoded',
    formula: 'y = how many boundaries are at or below x',
    whenToUse: 'Where what matters jumps: age groups, hours of the day, places on a map.',
    commonMistake: 'Few wide bins where the exact number matters.',
    source: 'https://keras.io/api/layers/preprocessing_layers/numerical/discretization/',
  },
  next: ['embedding', 'dense'],
  summary: ({ bin_boundaries }) => `${bin_boundaries.length + 1} bins`,
  inferShape: (inputs, { bin_boundaries, output_mode }) => inferEncoded(inputs, output_mode, bin_boundaries.length + 1),
  weights: () => [],
  flops: (inputs, { bin_boundaries }) => (inputs[0] ? knownElements(inputs[0]) * bin_boundaries.length : 0),
  keras: {
    className: 'Discretization',
    toConfig: (params) => ({ ...params, num_bins: null, epsilon: 0.01, sparse: false }),
    // Bins that Keras has still to learn have no boundaries yet: those become a problem of the parameter.
    fromConfig: ({ bin_boundaries, output_mode }) => ({
      bin_boundaries: bin_boundaries as number[],
      output_mode: output_mode as 'int',
    }),
    inert: ['num_bins', 'epsilon'],
  },
});
