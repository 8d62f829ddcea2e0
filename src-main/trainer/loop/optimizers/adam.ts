import { type Optimizer, slot } from './optimizer.ts';

/** Kingma and Ba, 2014, with Keras's defaults; like Keras, epsilon is added after the correction (their "epsilon hat"). */
export function adam({ learningRate }: { readonly learningRate: number }): Optimizer {
  const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-7];
  return {
    slots: ['momentum', 'velocity'],
    apply: (update, step) => {
      const { variable, gradient } = update;
      const momentum = slot(update, 'momentum');
      const velocity = slot(update, 'velocity');
      momentum.assign(momentum.add(gradient.sub(momentum).mul(1 - beta1)));
      velocity.assign(
        velocity.add(
          gradient
            .square()
            .sub(velocity)
            .mul(1 - beta2),
        ),
      );
      const rate = (learningRate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step);
      variable.assign(variable.sub(momentum.mul(rate).div(velocity.sqrt().add(epsilon))));
    },
  };
}
