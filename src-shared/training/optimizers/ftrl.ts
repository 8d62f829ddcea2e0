import { z } from 'zod';
import { defineOptimizer, optimizerParams } from './definition.ts';
import { initialAccumulator } from './parameters.ts';

const strength = (title: string, description: string) =>
  z.number().min(0).max(1000).default(0).meta({ title, description });

export const ftrl = defineOptimizer({
  title: 'Ftrl',
  description: 'Follows the regularized leader: sets unneeded weights to exactly 0; for wide tables.',
  source: 'https://keras.io/api/optimizers/ftrl/',
  params: optimizerParams('ftrl', 0.001, {
    learningRatePower: z.number().min(-2).max(0).default(-0.5).meta({
      title: 'Rate power',
      description: 'How fast steps shrink with the squared gradients seen; −0.5 is the square root.',
    }),
    initialAccumulator,
    l1: strength('L1', 'Pulls small weights to exactly 0.'),
    l2: strength('L2', 'Pulls large weights towards 0.'),
    l2Shrinkage: strength('L2 shrinkage', 'Like L2, on the gradient itself.'),
    beta: strength('Beta', 'Makes early steps smaller.'),
  }),
  keras: {
    className: 'Ftrl',
    names: {
      learningRatePower: 'learning_rate_power',
      initialAccumulator: 'initial_accumulator_value',
      l1: 'l1_regularization_strength',
      l2: 'l2_regularization_strength',
      l2Shrinkage: 'l2_shrinkage_regularization_strength',
      beta: 'beta',
    },
  },
});
