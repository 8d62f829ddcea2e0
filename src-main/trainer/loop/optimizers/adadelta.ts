import type { OptimizerConfigs } from '#shared/training/optimizers/index.ts';
import type { tf } from '../../runtime/tf.ts';
import { coefficient, mix, type Optimizer, slot, zeros } from './optimizer.ts';

/** Zeiler, 2012. */
export function adadelta({ rho, epsilon }: OptimizerConfigs['adadelta']): Optimizer {
  const size = (mean: tf.Tensor) => mean.add(epsilon).sqrt();
  return {
    slots: zeros('accumulated_grad', 'accumulated_delta_var'),
    coefficients: ({ rate }) => ({ rate }),
    apply: (update) => {
      const { variable, gradient } = update;
      const gradients = slot(update, 'accumulated_grad');
      const changes = slot(update, 'accumulated_delta_var');
      mix(gradients, gradient.square(), rho);
      const change = size(changes).mul(gradient).div(size(gradients)).neg();
      mix(changes, change.square(), rho);
      variable.assign(variable.add(change.mul(coefficient(update, 'rate'))));
    },
  };
}
