import { z } from 'zod';
import { keras, type LossDefinition } from './definition.ts';

/** Over the axes given, or over the whole batch, as Keras does. */
export const dice = {
  name: 'dice',
  title: 'Dice',
  description: 'One minus the overlap of two masks: for segments that cover little of a picture.',
  formula: 'loss = 1 − 2 Σ target · output / (Σ target + Σ output)',
  source: keras('regression_losses'),
  className: 'Dice',
  settings: {
    axis: z.array(z.int().min(-8).max(8)).min(1).max(8).nullable().default(null).meta({
      title: 'Axes',
      description: 'Dimensions over which the overlap is counted; left empty, over all and the batch.',
      control: 'shape',
      whenEmpty: 'all',
    }),
  },
  targets: ['image', 'category'],
  activations: ['sigmoid', 'softmax'],
  values: 'single',
} as const satisfies LossDefinition;
