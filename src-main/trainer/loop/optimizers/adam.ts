import type { OptimizerConfigs } from '#shared/training/optimizers/index.ts';
import { approach, coefficient, type Optimizer, slot, zeros } from './optimizer.ts';

/** Kingma and Ba, 2014; like Keras, epsilon is added after the correction (their "epsilon hat"). AdamW is the same. */
export function adam({
  beta1,
  beta2,
  epsilon,
  amsgrad,
}: OptimizerConfigs['adam'] | OptimizerConfigs['adamw']): Optimizer {
  return {
    slots: zeros('momentum', 'velocity', ...(amsgrad ? ['velocity_hat'] : [])),
    coefficients: ({ step, rate }) => ({ rate: (rate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step) }),
    apply: (update) => {
      const { variable, gradient } = update;
      const momentum = slot(update, 'momentum');
      const velocity = slot(update, 'velocity');
      approach(momentum, gradient, 1 - beta1);
      approach(velocity, gradient.square(), 1 - beta2);
      let size = velocity;
      if (amsgrad) {
        size = slot(update, 'velocity_hat');
        size.assign(size.maximum(velocity));
      }
      variable.assign(variable.sub(momentum.mul(coefficient(update, 'rate')).div(size.sqrt().add(epsilon))));
    },
  };
}
