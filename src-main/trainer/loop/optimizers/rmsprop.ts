import { type Optimizer, slot } from './optimizer.ts';

/** Hinton's, with Keras's defaults: rho 0.9, no momentum. */
export function rmsprop({ learningRate }: { readonly learningRate: number }): Optimizer {
  const [rho, epsilon] = [0.9, 1e-7];
  return {
    slots: ['velocity'],
    apply: (update) => {
      const { variable, gradient } = update;
      const velocity = slot(update, 'velocity');
      velocity.assign(velocity.mul(rho).add(gradient.square().mul(1 - rho)));
      variable.assign(variable.sub(gradient.mul(learningRate).div(velocity.add(epsilon).sqrt())));
    },
  };
}
