import { type Optimizer, slot } from './optimizer.ts';

export function sgd(options: { readonly learningRate: number; readonly momentum: number }): Optimizer {
  const { learningRate, momentum: share } = options;
  if (share === 0) {
    return {
      slots: [],
      apply: ({ variable, gradient }) => variable.assign(variable.sub(gradient.mul(learningRate))),
    };
  }
  return {
    slots: ['momentum'],
    apply: (update) => {
      const momentum = slot(update, 'momentum');
      momentum.assign(momentum.mul(share).sub(update.gradient.mul(learningRate)));
      update.variable.assign(update.variable.add(momentum));
    },
  };
}
