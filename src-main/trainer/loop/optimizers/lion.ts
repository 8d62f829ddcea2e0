import type { OptimizerConfigs } from '#shared/training/optimizers/index.ts';
import { coefficient, mix, type Optimizer, slot, zeros } from './optimizer.ts';

/** Chen et al., 2023: the sign of a mixture of momentum and gradient. */
export function lion({ beta1, beta2 }: OptimizerConfigs['lion']): Optimizer {
  return {
    slots: zeros('momentum'),
    coefficients: ({ rate }) => ({ rate }),
    apply: (update) => {
      const { variable, gradient } = update;
      const momentum = slot(update, 'momentum');
      const direction = momentum
        .mul(beta1)
        .add(gradient.mul(1 - beta1))
        .sign();
      variable.assign(variable.sub(direction.mul(coefficient(update, 'rate'))));
      mix(momentum, gradient, beta2);
    },
  };
}
