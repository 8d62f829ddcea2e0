import type { OptimizerConfigs } from '#shared/training/optimizers/index.ts';
import { approach, coefficient, type Optimizer, slot, zeros } from './optimizer.ts';

/** Dozat, 2015. */
export function nadam({ beta1, beta2, epsilon }: OptimizerConfigs['nadam']): Optimizer {
  const share = (step: number) => beta1 * (1 - 0.5 * 0.96 ** step);
  // A function of the step alone, so that a resumed run needs no slot for it; it soon is too small to matter.
  const product = (steps: number) => {
    let value = 1;
    for (let step = 1; step <= steps && value > 1e-38; step += 1) value *= share(step);
    return value;
  };
  return {
    slots: zeros('momentum', 'velocity'),
    coefficients: ({ step, rate }) => {
      const sofar = product(step);
      const next = share(step + 1);
      return {
        rate,
        ofMomentum: next / (1 - sofar * next),
        ofGradient: (1 - share(step)) / (1 - sofar),
        correction: 1 / (1 - beta2 ** step),
      };
    },
    apply: (update) => {
      const { variable, gradient } = update;
      const momentum = slot(update, 'momentum');
      const velocity = slot(update, 'velocity');
      approach(momentum, gradient, 1 - beta1);
      approach(velocity, gradient.square(), 1 - beta2);
      const ahead = momentum
        .mul(coefficient(update, 'ofMomentum'))
        .add(gradient.mul(coefficient(update, 'ofGradient')));
      const size = velocity.mul(coefficient(update, 'correction')).sqrt().add(epsilon);
      variable.assign(variable.sub(ahead.mul(coefficient(update, 'rate')).div(size)));
    },
  };
}
