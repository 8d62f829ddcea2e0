import { defineOptimizer, optimizerParams } from './definition.ts';
import { epsilon, initialAccumulator } from './parameters.ts';

export const adagrad = defineOptimizer({
  title: 'Adagrad',
  description: 'Steps shrink where gradients have been large; for rare features such as words.',
  source: 'https://keras.io/api/optimizers/adagrad/',
  params: optimizerParams('adagrad', 0.001, { initialAccumulator, epsilon }),
  keras: { className: 'Adagrad', names: { initialAccumulator: 'initial_accumulator_value', epsilon: 'epsilon' } },
});
