import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { passesThrough } from '../inference.ts';
import { kerasForm } from '../keras-form.ts';

const params = z.object({
  negative_slope: z
    .number()
    .min(0)
    .max(100)
    .default(0.3)
    .meta({ title: 'Negative slope', description: 'What values below the threshold are multiplied by.' }),
});

/** Keeps a small slope where ReLU is flat. */
export const leakyRelu = defineLayer({
  type: 'leaky_relu',
  title: 'Leaky ReLU',
  family: 'core',
  isActivation: true,
  arity: 'one',
  mask: 'pass',
  params,
  doc: {
    summary: 'Keeps a small slope where ReLU is flat.',
    inputShape: 'any',
    outputShape: 'as the input',
    formula: 'y = x where x ≥ 0, else negative slope · x',
    whenToUse: 'Where units die behind ReLU: in generators, and with high learning rates.',
    commonMistake: 'A slope of 1, which makes it linear.',
    source: 'https://keras.io/api/layers/activation_layers/leaky_relu/',
  },
  next: ['conv2d', 'dense', 'max_pooling2d', 'dropout'],
  summary: ({ negative_slope }) => `${negative_slope}`,
  inferShape: passesThrough,
  weights: () => [],
  flops: (_inputs, _params, output) => knownElements(output),
  keras: kerasForm('LeakyReLU', params),
});
