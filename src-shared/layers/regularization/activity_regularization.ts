import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { passesThrough } from '../inference.ts';
import { kerasForm } from '../keras-form.ts';

const weight = (title: string, of: string) =>
  z
    .number()
    .min(0)
    .max(1000)
    .default(0)
    .meta({ title, description: `Weight of the ${of} of the values in the loss.` });

const params = z.object({ l1: weight('L1', 'sum of absolute values'), l2: weight('L2', 'sum of squares') });

/** Lets values through and adds their size to the loss. */
export const activityRegularization = defineLayer({
  type: 'activity_regularization',
  title: 'Activity regularization',
  alsoCalled: ['l1', 'l2', 'sparse'],
  family: 'regularization',
  arity: 'one',
  mask: 'pass',
  params,
  doc: {
    summary: 'Lets its input through and adds a penalty on the size of its values to the loss.',
    inputShape: 'any',
    outputShape: 'as the input',
    formula: 'y = x; loss + (l1 · Σ |x| + l2 · Σ x²) / batch',
    whenToUse: 'In autoencoders whose code should be sparse: L1 sets most of it to zero.',
    commonMistake: 'Forgetting that the sum grows with the number of values: start near 1e-5.',
    source: 'https://keras.io/api/layers/regularization_layers/activity_regularization/',
  },
  next: ['dense'],
  summary: ({ l1, l2 }) => [l1 > 0 ? `L1 ${l1}` : '', l2 > 0 ? `L2 ${l2}` : ''].filter(Boolean).join(' · '),
  inferShape: passesThrough,
  weights: () => [],
  flops: (_inputs, _params, output) => 2 * knownElements(output),
  keras: kerasForm('ActivityRegularization', params),
});
