import { z } from 'zod';
import { defineLayer } from '../define.ts';
import { fails, infers } from '../inference.ts';
import { kerasForm } from '../keras-form.ts';
import { weightOptions } from '../weight-options.ts';

const params = z.object({
  input_dim: z.int().min(1).max(10_000_000).default(1000).meta({
    title: 'Vocabulary',
    description: 'How many different whole numbers come in: the highest plus one.',
  }),
  output_dim: z.int().min(1).max(65_536).default(64).meta({
    title: 'Units',
    description: 'How many values stand for each of them.',
  }),
  mask_zero: z.boolean().default(false).meta({
    title: 'Mask zero',
    description: 'Treats 0 as padding: layers that understand masks, such as recurrent ones, then skip those steps.',
  }),
  ...weightOptions({ embeddings: 'random_uniform' }),
});

/** Gives each whole number a trainable vector. */
export const embedding = defineLayer({
  type: 'embedding',
  title: 'Embedding',
  alsoCalled: ['lookup table', 'word vectors'],
  family: 'core',
  arity: 'one',
  mask: ({ mask_zero }) => [mask_zero ? 'make' : 'end'],
  widthParam: 'output_dim',
  params,
  doc: {
    summary: 'Gives each whole number, such as the place of a word in the vocabulary, a trainable vector.',
    inputShape: '(batch, …) of whole numbers',
    outputShape: '(batch, …, units)',
    formula: 'y[i] = embeddings[x[i]]',
    whenToUse: 'As the first layer for words, letters or categories.',
    commonMistake:
      'A vocabulary without room for the padding and the unknown word; with mask zero, 0 is always padding.',
    source: 'https://keras.io/api/layers/core_layers/embedding/',
  },
  next: ['conv1d', 'global_average_pooling1d', 'dense'],
  summary: ({ input_dim, output_dim }) => `${input_dim} → ${output_dim}`,
  inferShape: (inputs, { output_dim }) => {
    const input = inputs[0];
    if (!input) return fails();
    return infers({ dims: [...input.dims, { size: output_dim, axis: 'features' }], dtype: 'float32' });
  },
  weights: (_inputs, { input_dim, output_dim }) => [
    { name: 'embeddings', shape: [input_dim, output_dim], trainable: true },
  ],
  flops: () => 0,
  keras: kerasForm('Embedding', params),
});
