import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { passesThrough } from '../inference.ts';
import { kerasForm } from '../keras-form.ts';

const params = z.object({
  max_value: z.number().min(0).max(1e6).nullable().default(null).meta({
    title: 'Highest value',
    description: 'Larger values become this one.',
    whenEmpty: 'unbounded',
  }),
  negative_slope: z
    .number()
    .min(0)
    .max(100)
    .default(0)
    .meta({ title: 'Negative slope', description: 'What values below the threshold are multiplied by.' }),
  threshold: z.number().min(0).max(1e6).default(0).meta({
    title: 'Threshold',
    description: 'Values below it are damped or set to zero.',
  }),
});

/** Sets negative values to zero; with a ceiling, a slope or a threshold where wanted. */
export const relu = defineLayer({
  type: 'relu',
  title: 'ReLU',
  alsoCalled: ['rectified linear', 'relu6'],
  family: 'core',
  isActivation: true,
  arity: 'one',
  mask: 'pass',
  params,
  doc: {
    summary: 'Sets negative values to zero; with a ceiling, a slope or a threshold where wanted.',
    inputShape: 'any',
    outputShape: 'as the input',
    formula: 'y = min(x, max value) where x ≥ threshold, else negative slope · (x − threshold)',
    whenToUse: 'After convolutions and dense layers; as ReLU 6 in networks for phones.',
    commonMistake: 'Putting it behind a layer whose activation is relu already.',
    source: 'https://keras.io/api/layers/activation_layers/relu/',
  },
  next: ['conv2d', 'dense', 'max_pooling2d', 'dropout'],
  summary: ({ max_value }) => (max_value === null ? '' : `≤ ${max_value}`),
  inferShape: passesThrough,
  weights: () => [],
  flops: (_inputs, _params, output) => knownElements(output),
  keras: kerasForm('ReLU', params),
});
