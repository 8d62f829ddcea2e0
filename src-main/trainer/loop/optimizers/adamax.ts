import type { OptimizerConfigs } from '#shared/training/optimizers/index.ts';
import { approach, coefficient, type Optimizer, slot, zeros } from './optimizer.ts';

/** Kingma and Ba, 2014, section 7.1. */
export function adamax({ beta1, beta2, epsilon }: OptimizerConfigs['adamax']): Optimizer {
  return {
    slots: zeros('momentum', 'norm'),
    coefficients: ({ step, rate }) => ({ rate: rate / (1 - beta1 ** step) }),
    apply: (update) => {
      const { variable, gradient } = update;
      const momentum = slot(update, 'momentum');
      const norm = slot(update, 'norm');
      approach(momentum, gradient, 1 - beta1);
      norm.assign(norm.mul(beta2).maximum(gradient.abs()));
      variable.assign(variable.sub(momentum.mul(coefficient(update, 'rate')).div(norm.add(epsilon))));
    },
  };
}
