import type { OptimizerConfigs } from '#shared/training/optimizers/index.ts';
import { coefficient, type Optimizer, slot } from './optimizer.ts';

/** Duchi et al., 2011. */
export function adagrad({ initialAccumulator, epsilon }: OptimizerConfigs['adagrad']): Optimizer {
  return {
    slots: [{ name: 'accumulator', start: initialAccumulator }],
    coefficients: ({ rate }) => ({ rate }),
    apply: (update) => {
      const { variable, gradient } = update;
      const accumulator = slot(update, 'accumulator');
      accumulator.assign(accumulator.add(gradient.square()));
      variable.assign(variable.sub(gradient.mul(coefficient(update, 'rate')).div(accumulator.add(epsilon).sqrt())));
    },
  };
}
