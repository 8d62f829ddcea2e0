import { z } from 'zod';
import { defineOptimizer, optimizerParams } from './definition.ts';

/** Keras's `relative_step` is no setting: the rate falls with the root of the step whether it is set or not. */
export const adafactor = defineOptimizer({
  title: 'Adafactor',
  description:
    'Adapts the step of every weight by the mean of its row and column: nearly no memory besides the weights; for large transformers.',
  formula: 'w ← w − max(ε₂, rms(w)) · min(rate, 1/√step) · g / √v',
  source: 'https://keras.io/api/optimizers/adafactor/',
  params: optimizerParams('adafactor', 0.001, {
    beta2Decay: z.number().min(-10).max(0).default(-0.8).meta({
      title: 'Beta 2 decay',
      description: 'How fast the memory of the size of the gradients grows with the steps; −0.8 is usual.',
    }),
    epsilon1: z.number().positive().max(1).default(1e-30).meta({
      title: 'Epsilon 1',
      description: 'Keeps divisions finite.',
    }),
    epsilon2: z.number().positive().max(1).default(1e-3).meta({
      title: 'Epsilon 2',
      description: 'Weights smaller than this take steps as if they were of this size.',
    }),
    clipThreshold: z.number().positive().max(1e6).default(1).meta({
      title: 'Clip threshold',
      description: 'Steps of a weight whose mean size is above it are scaled down to it.',
    }),
  }),
  keras: {
    className: 'Adafactor',
    names: {
      beta2Decay: 'beta_2_decay',
      epsilon1: 'epsilon_1',
      epsilon2: 'epsilon_2',
      clipThreshold: 'clip_threshold',
    },
  },
});
