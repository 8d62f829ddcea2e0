import type { OptimizerConfigs } from '#shared/training/optimizers/index.ts';
import { approach, coefficient, type Optimizer, slot } from './optimizer.ts';

/** The slot of the weights that count: those that it is trained at lie between them and where the steps lead. */
export const AVERAGED = 'averaged';

/** Defazio et al., 2024. Keras keeps the average within weights and momentum, and validates by the weights. */
export function scheduleFreeAdamw(config: OptimizerConfigs['schedule_free_adamw']): Optimizer {
  const { beta1, beta2, epsilon, warmupSteps } = config;
  return {
    slots: [
      { name: 'momentum', start: 'weight' },
      { name: 'velocity', start: 0 },
      { name: AVERAGED, start: 'weight' },
    ],
    evaluated: AVERAGED,
    coefficients: ({ step, rate }) => ({
      rate: warmupSteps > 0 ? rate * Math.min(step / warmupSteps, 1) : rate,
      correction: 1 - beta2 ** step,
      share: 1 / step,
    }),
    apply: (update) => {
      const { variable, gradient } = update;
      const momentum = slot(update, 'momentum');
      const velocity = slot(update, 'velocity');
      // What weight decay and constraints have made of the weights is in the average so.
      const before = variable.sub(momentum.mul(1 - beta1)).div(beta1);
      approach(velocity, gradient.square(), 1 - beta2);
      const size = velocity.div(coefficient(update, 'correction')).sqrt().add(epsilon);
      momentum.assign(momentum.sub(gradient.mul(coefficient(update, 'rate')).div(size)));
      const share = coefficient(update, 'share');
      const average = before.sub(before.mul(share)).add(momentum.mul(share));
      slot(update, AVERAGED).assign(average);
      variable.assign(momentum.mul(1 - beta1).add(average.mul(beta1)));
    },
  };
}
