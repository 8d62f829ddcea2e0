import type { OptimizerConfigs } from '#shared/training/optimizers/index.ts';
import {
  approach,
  coefficient,
  type FusedStep,
  type Optimizer,
  scalars,
  slot,
  type Update,
  zeros,
} from './optimizer.ts';

/** 1 − beta as TensorFlow rounds it, as a share of what it should be. */
const roundedShare = (beta: number): number => Math.fround(1 - Math.fround(beta)) / (1 - beta);

/** Kingma and Ba, 2014; like Keras, epsilon is added after the correction (their "epsilon hat"). AdamW is the same. */
export function adam({
  beta1,
  beta2,
  epsilon,
  amsgrad,
}: Pick<OptimizerConfigs['adam'], 'beta1' | 'beta2' | 'epsilon' | 'amsgrad'>): Optimizer {
  /**
   * TensorFlow would correct the rate by powers of beta; ours is corrected already, so the powers are 0. It takes
   * 1 − beta in float32, which is off by more than a last bit for a beta near 1: the rate makes up for that.
   */
  const fused = (update: Update): FusedStep => {
    const { variable, gradient } = update;
    const variables = [variable, slot(update, 'momentum'), slot(update, 'velocity')];
    const rate = coefficient(update, 'rate').mul(Math.sqrt(roundedShare(beta2)) / roundedShare(beta1));
    const inputs = [...variables, ...scalars(0, 0), rate, ...scalars(beta1, beta2, epsilon), gradient];
    return { operation: 'ResourceApplyAdam', inputs, variables };
  };
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
    ...(amsgrad ? {} : { fused }),
  };
}
