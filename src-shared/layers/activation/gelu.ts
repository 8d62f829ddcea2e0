import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { passesThrough } from '../inference.ts';
import { kerasForm } from '../keras-form.ts';

const params = z.object({
  approximate: z.boolean().default(true).meta({
    title: 'Approximate',
    description: 'Uses the quicker tanh form, as BERT and GPT-2 do; off, the exact form, which the activation gelu is.',
  }),
});

/** A smooth ReLU that weighs each value by how likely a normal number is below it. */
export const gelu = defineLayer({
  type: 'gelu',
  title: 'GELU',
  alsoCalled: ['gaussian error linear'],
  family: 'core',
  isActivation: true,
  arity: 'one',
  params,
  doc: {
    summary: 'A smooth ReLU that weighs each value by how likely a normal number is below it.',
    inputShape: 'any',
    outputShape: 'as the input',
    formula: 'y = x · Φ(x), or x / 2 · (1 + tanh(√(2/π) · (x + 0.044715 x³)))',
    whenToUse: 'In transformers whose weights were trained with the tanh form.',
    commonMistake: 'Mixing the two forms: weights trained with one lose a little with the other.',
    source: 'https://keras.io/api/ops/nn/',
  },
  next: ['conv2d', 'dense', 'max_pooling2d', 'dropout'],
  summary: ({ approximate }) => (approximate ? 'tanh' : 'exact'),
  inferShape: passesThrough,
  weights: () => [],
  flops: (_inputs, _params, output) => 8 * knownElements(output),
  keras: { ...kerasForm('Gelu', params), module: 'keras.src.ops.nn' },
});
