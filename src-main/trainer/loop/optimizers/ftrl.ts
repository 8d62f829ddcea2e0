import type { OptimizerConfigs } from '#shared/training/optimizers/index.ts';
import { coefficient, type Optimizer, slot } from './optimizer.ts';

/** McMahan et al., 2013, as Keras writes it. */
export function ftrl(config: OptimizerConfigs['ftrl']): Optimizer {
  const { learningRatePower: power, initialAccumulator, l1, l2, l2Shrinkage, beta } = config;
  return {
    slots: [
      { name: 'accumulator', start: initialAccumulator },
      { name: 'linear', start: 0 },
    ],
    coefficients: ({ rate }) => ({ rate, pull: 2 * (l2 + beta / (2 * rate)) }),
    apply: (update) => {
      const { variable, gradient } = update;
      const accumulator = slot(update, 'accumulator');
      const linear = slot(update, 'linear');
      const rate = coefficient(update, 'rate');
      const sum = accumulator.add(gradient.square());
      const step = sum.pow(-power).sub(accumulator.pow(-power)).div(rate);
      linear.assign(linear.add(gradient.add(variable.mul(2 * l2Shrinkage)).sub(step.mul(variable))));
      const quadratic = sum.pow(-power).div(rate).add(coefficient(update, 'pull'));
      variable.assign(linear.clipByValue(-l1, l1).sub(linear).div(quadratic));
      accumulator.assign(sum);
    },
  };
}
