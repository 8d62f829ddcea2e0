import { defineOptimizer, optimizerParams } from './definition.ts';
import { beta1, beta2, epsilon } from './parameters.ts';

export const lamb = defineOptimizer({
  title: 'LAMB',
  description: 'Adam whose steps are as long as each layer’s weights allow; for very large batches.',
  formula: 'w ← w − rate · (‖w‖ / ‖u‖) · u,  u = m / (√v + ε)',
  source: 'https://keras.io/api/optimizers/lamb/',
  params: optimizerParams('lamb', 0.001, { beta1, beta2: beta2(0.999), epsilon }),
  keras: { className: 'Lamb', names: { beta1: 'beta_1', beta2: 'beta_2', epsilon: 'epsilon' } },
});
