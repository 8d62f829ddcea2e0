import { defineOptimizer, optimizerParams } from './definition.ts';
import { epsilon, rho } from './parameters.ts';

export const adadelta = defineOptimizer({
  title: 'Adadelta',
  description: 'Chooses the size of its steps itself; with a learning rate of 1 it is the one of the paper.',
  source: 'https://keras.io/api/optimizers/adadelta/',
  params: optimizerParams('adadelta', 0.001, { rho: rho(0.95), epsilon }),
  keras: { className: 'Adadelta', names: { rho: 'rho', epsilon: 'epsilon' } },
});
