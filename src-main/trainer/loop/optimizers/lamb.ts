import type { OptimizerConfigs } from '#shared/training/optimizers/index.ts';
import { tf } from '../../runtime/tf.ts';
import { approach, coefficient, type Optimizer, slot, zeros } from './optimizer.ts';

const lengthOf = (x: tf.Tensor): tf.Tensor => x.square().sum().sqrt();

/** You et al., 2019; weights that are all 0, as new biases, take Adam's step. */
export function lamb({ beta1, beta2, epsilon }: OptimizerConfigs['lamb']): Optimizer {
  return {
    slots: zeros('momentum', 'velocity'),
    coefficients: ({ step, rate }) => ({ rate, first: 1 - beta1 ** step, second: 1 - beta2 ** step }),
    apply: (update) => {
      const { variable, gradient } = update;
      const momentum = slot(update, 'momentum');
      const velocity = slot(update, 'velocity');
      approach(momentum, gradient, 1 - beta1);
      approach(velocity, gradient.square(), 1 - beta2);
      const size = velocity.div(coefficient(update, 'second')).sqrt().add(epsilon);
      const step = momentum.div(coefficient(update, 'first')).div(size);
      const [weight, own] = [lengthOf(variable), lengthOf(step)];
      const isLong = tf.logicalAnd(weight.greater(0), own.greater(0));
      const ratio = tf.where(isLong, weight.div(own), tf.onesLike(weight));
      variable.assign(variable.sub(step.mul(ratio.mul(coefficient(update, 'rate')))));
    },
  };
}
