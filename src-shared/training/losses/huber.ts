import { z } from 'zod';
import { forNumbers, keras, type LossDefinition } from './definition.ts';

export const huber = {
  ...forNumbers,
  name: 'huber',
  title: 'Huber',
  description: 'Squared for small errors, straight for large ones: smooth near the target, and calm about outliers.',
  formula: 'loss = ½e² where |e| ≤ δ, else δ(|e| − ½δ)',
  source: keras('regression_losses'),
  className: 'Huber',
  settings: {
    delta: z.number().positive().max(1e6).default(1).meta({
      title: 'Delta',
      description: 'The error from which on it grows straight.',
    }),
  },
} as const satisfies LossDefinition;
