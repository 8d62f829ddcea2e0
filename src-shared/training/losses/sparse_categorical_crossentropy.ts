import { z } from 'zod';
import { classAxis, fromLogits, keras, type LossDefinition } from './definition.ts';

/** The same as categorical crossentropy, of class numbers. */
export const sparseCategoricalCrossentropy = {
  name: 'sparse_categorical_crossentropy',
  title: 'Sparse categorical crossentropy',
  description: 'The same as categorical crossentropy, from class numbers: the usual choice with very many classes.',
  formula: 'loss = −ln p(true class)',
  source: keras('probabilistic_losses'),
  className: 'SparseCategoricalCrossentropy',
  settings: {
    from_logits: fromLogits,
    ignore_class: z.int().min(-1).max(1_000_000).nullable().default(null).meta({
      title: 'Ignore class',
      description: 'A class number that teaches nothing, such as padding.',
      whenEmpty: 'none',
    }),
    axis: classAxis,
  },
  targets: ['category'],
  activations: ['softmax'],
} as const satisfies LossDefinition;
