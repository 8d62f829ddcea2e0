import { getOptimizer } from '../../training/optimizers/index.ts';
import type { Rule } from '../context.ts';

/** How often the usual rate, or how small a part of it, still makes sense: schedules and fine-tuning reach far. */
const TOO_HIGH = 200;
const TOO_LOW = 1e5;

/** A learning rate that this optimizer was never meant for, such as 10 with Adam. */
export const aboutLearningRate: Rule = {
  needsSoundGraph: true,
  find: ({ training }) => {
    if (!training) return [];
    const { name, learningRate } = training.optimizer;
    const { title, params } = getOptimizer(name);
    const usual: unknown = params.parse({ name }).learningRate;
    if (typeof usual !== 'number') return [];
    const isHigh = learningRate > usual * TOO_HIGH;
    if (!isHigh && learningRate >= usual / TOO_LOW) return [];
    const harm = isHigh ? 'every step overshoots, and the loss soon is NaN' : 'the weights hardly move';
    return [
      {
        code: 'learning-rate',
        severity: 'warning',
        expected: `around ${usual}`,
        found: `${learningRate}`,
        message: `The learning rate is ${learningRate}, but ${title} is usually given ${usual}: ${harm}. Set it to ${usual} in Train.`,
      },
    ];
  },
};
