import { z } from 'zod';
import { balance, classAxis, focus, fromLogits, keras, type LossDefinition, labelSmoothing } from './definition.ts';

export const binaryFocalCrossentropy = {
  name: 'binary_focal_crossentropy',
  title: 'Binary focal crossentropy',
  description: 'Binary crossentropy in which what is already right hardly counts: for a rare yes among many no.',
  formula: 'loss = mean of (1 − p(truth))^γ · −ln p(truth)',
  source: keras('probabilistic_losses'),
  className: 'BinaryFocalCrossentropy',
  settings: {
    apply_class_balancing: z.boolean().default(false).meta({
      title: 'Balance classes',
      description: 'Weighs yes by alpha and no by the rest.',
    }),
    alpha: balance,
    gamma: focus,
    from_logits: fromLogits,
    label_smoothing: labelSmoothing,
    axis: classAxis,
  },
  targets: ['category', 'number', 'image'],
  activations: ['sigmoid'],
  values: 'single',
} as const satisfies LossDefinition;
