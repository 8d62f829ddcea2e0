import type { OptimizerConfigs } from '#shared/training/optimizers/index.ts';
import { coefficient, mix, type Optimizer, slot, zeros } from './optimizer.ts';

/** Hinton's; `centered` is Graves', 2013. */
export function rmsprop({ rho, momentum: share, epsilon, centered }: OptimizerConfigs['rmsprop']): Optimizer {
  const further = [...(share > 0 ? ['momentum'] : []), ...(centered ? ['average_gradient'] : [])];
  return {
    slots: zeros('velocity', ...further),
    coefficients: ({ rate }) => ({ rate }),
    apply: (update) => {
      const { variable, gradient } = update;
      const velocity = slot(update, 'velocity');
      mix(velocity, gradient.square(), rho);
      let size = velocity.add(epsilon);
      if (centered) {
        const average = slot(update, 'average_gradient');
        mix(average, gradient, rho);
        size = velocity.sub(average.square()).add(epsilon);
      }
      const step = gradient.mul(coefficient(update, 'rate')).div(size.sqrt());
      if (share === 0) {
        variable.assign(variable.sub(step));
        return;
      }
      const momentum = slot(update, 'momentum');
      momentum.assign(momentum.mul(share).add(step));
      variable.assign(variable.sub(momentum));
    },
  };
}
