import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { fails, infers } from '../inference.ts';
import { kerasForm } from '../keras-form.ts';
import { asSteps } from '../missing-axis.ts';

const params = z.object({
  mask_value: z.number().min(-1e9).max(1e9).default(0).meta({
    title: 'Mask value',
    description: 'A time step in which every value is this one is padding and is skipped.',
  }),
});

/** Marks the time steps that hold nothing but padding. */
export const masking = defineLayer({
  type: 'masking',
  title: 'Masking',
  family: 'core',
  arity: 'one',
  mask: () => ['make'],
  params,
  doc: {
    summary: 'Marks the time steps that are padding, so that the layers behind it skip them.',
    inputShape: '(batch, time, features)',
    outputShape: 'as the input',
    formula: 'mask[t] = some x[t, f] differs from mask_value',
    whenToUse: 'Before recurrent layers, for sequences of different lengths that were filled up to one.',
    commonMistake: 'A value that real steps hold as well, such as 0 for a sensor that is at rest.',
    source: 'https://keras.io/api/layers/core_layers/masking/',
  },
  next: ['dense', 'global_average_pooling1d'],
  summary: ({ mask_value }) => `${mask_value}`,
  inferShape: (inputs) => {
    const [input] = inputs;
    if (!input) return fails();
    if (input.dims.length >= 2) return infers({ ...input, dtype: 'float32' });
    return fails({
      code: 'rank-mismatch',
      severity: 'error',
      expected: '(batch, time, features)',
      found: `${input.dims.length + 1}-D`,
      message:
        'marks time steps and so expects a 3-D input (batch, time, features); what comes from {input0} has no time steps. Put it right behind the input of a sequence.',
      remedies: asSteps(input),
    });
  },
  weights: () => [],
  flops: (_inputs, _params, output) => knownElements(output),
  keras: kerasForm('Masking', params),
});
