import { z } from 'zod';
import { keras, type LossDefinition } from './definition.ts';

/** Expects embeddings of length 1: a unit normalization before the output. */
export const circle = {
  name: 'circle',
  title: 'Circle',
  description:
    'Learns an embedding: samples of a class come close, others move apart. Put a unit normalization before it.',
  formula: 'loss = ln(1 + Σ e^(γ α s(other)) · Σ e^(−γ α s(same)))',
  source: keras('metric_learning_losses'),
  className: 'Circle',
  settings: {
    gamma: z.number().positive().max(1000).default(80).meta({
      title: 'Gamma',
      description: 'How sharply it looks at the hardest pairs.',
    }),
    margin: z.number().min(0).max(1).default(0.4).meta({
      title: 'Margin',
      description: 'How much closer the same class should be; smaller asks for more.',
    }),
    remove_diagonal: z.boolean().default(true).meta({
      title: 'Leave out itself',
      description: 'A sample is not compared with itself.',
    }),
  },
  targets: ['category'],
  activations: ['linear'],
  values: 'any',
} as const satisfies LossDefinition;
