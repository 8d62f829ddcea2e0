import { z } from 'zod';
import { keras, type LossDefinition } from './definition.ts';

export const categoricalGeneralizedCrossEntropy = {
  name: 'categorical_generalized_cross_entropy',
  title: 'Categorical generalized crossentropy',
  description: 'Between crossentropy and mean absolute error: forgives wrong labels.',
  formula: 'loss = (1 − p(true class)^q) / q',
  source: keras('probabilistic_losses'),
  className: 'CategoricalGeneralizedCrossEntropy',
  settings: {
    q: z.number().min(0.01).max(0.99).default(0.5).meta({
      title: 'q',
      description: 'Near 0 it is crossentropy, near 1 the mean absolute error.',
    }),
  },
  targets: ['category'],
  activations: ['softmax'],
} as const satisfies LossDefinition;
