import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { passesThrough } from '../inference.ts';
import { kerasForm } from '../keras-form.ts';

const params = z.object({
  alpha: z
    .number()
    .min(-100)
    .max(100)
    .default(1)
    .meta({ title: 'Alpha', description: 'The value that large negative inputs approach is minus alpha.' }),
});

/** Follows ReLU above zero and bends smoothly towards minus alpha below. */
export const elu = defineLayer({
  type: 'elu',
  title: 'ELU',
  alsoCalled: ['exponential linear'],
  family: 'core',
  isActivation: true,
  arity: 'one',
  mask: 'pass',
  params,
  doc: {
    summary: 'Follows ReLU above zero and bends smoothly towards minus alpha below.',
    inputShape: 'any',
    outputShape: 'as the input',
    formula: 'y = x where x ≥ 0, else alpha · (eˣ − 1)',
    whenToUse: 'Where mean values near zero help: deeper networks without normalization.',
    commonMistake: 'Using it right before a layer that expects values of at least zero.',
    source: 'https://keras.io/api/layers/activation_layers/elu/',
  },
  next: ['conv2d', 'dense', 'max_pooling2d', 'dropout'],
  summary: ({ alpha }) => `${alpha}`,
  inferShape: passesThrough,
  weights: () => [],
  flops: (_inputs, _params, output) => knownElements(output),
  keras: kerasForm('ELU', params),
});
