import type { OptimizerConfigs } from '#shared/training/optimizers/index.ts';
import { coefficient, type Optimizer, slot, zeros } from './optimizer.ts';

/** Gradient descent; with momentum as Sutskever et al., 2013, write it. */
export function sgd({ momentum: share, nesterov }: OptimizerConfigs['sgd']): Optimizer {
  return {
    slots: share === 0 ? [] : zeros('momentum'),
    coefficients: ({ rate }) => ({ rate }),
    apply: (update) => {
      const { variable, gradient } = update;
      const step = gradient.mul(coefficient(update, 'rate'));
      if (share === 0) {
        variable.assign(variable.sub(step));
        return;
      }
      const momentum = slot(update, 'momentum');
      momentum.assign(momentum.mul(share).sub(step));
      variable.assign(variable.add(nesterov ? momentum.mul(share).sub(step) : momentum));
    },
  };
}
