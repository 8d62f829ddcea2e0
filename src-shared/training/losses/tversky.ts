import { z } from 'zod';
import { keras, type LossDefinition } from './definition.ts';
import { dice } from './dice.ts';

export const tversky = {
  name: 'tversky',
  title: 'Tversky',
  description: 'Dice in which a missed spot and a false one may cost differently.',
  formula: 'loss = 1 − overlap / (overlap + α · missed + β · false)',
  source: keras('regression_losses'),
  className: 'Tversky',
  settings: {
    alpha: z.number().min(0).max(10).default(0.5).meta({
      title: 'Alpha',
      description: 'What the part of the target costs that is missed.',
    }),
    beta: z.number().min(0).max(10).default(0.5).meta({
      title: 'Beta',
      description: 'What costs that is marked and not in the target.',
    }),
    axis: dice.settings.axis,
  },
  targets: ['image', 'category'],
  activations: ['sigmoid', 'softmax'],
  values: 'single',
} as const satisfies LossDefinition;
