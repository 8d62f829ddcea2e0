import type { OptimizerConfigs } from '#shared/training/optimizers/index.ts';
import { boolAttribute } from '../../runtime/kernels.ts';
import { coefficient, type FusedStep, type Optimizer, scalars, slot, type Update, zeros } from './optimizer.ts';

/** Gradient descent; with momentum as Sutskever et al., 2013, write it. */
export function sgd({ momentum: share, nesterov }: OptimizerConfigs['sgd']): Optimizer {
  const fused = (update: Update): FusedStep => {
    const { variable, gradient } = update;
    const rate = coefficient(update, 'rate');
    if (share === 0) {
      return { operation: 'ResourceApplyGradientDescent', inputs: [variable, rate, gradient], variables: [variable] };
    }
    const variables = [variable, slot(update, 'momentum')];
    const attributes = [boolAttribute('use_nesterov', nesterov)];
    const inputs = [...variables, rate, gradient, ...scalars(share)];
    return { operation: 'ResourceApplyKerasMomentum', inputs, variables, attributes };
  };
  return {
    fused,
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
