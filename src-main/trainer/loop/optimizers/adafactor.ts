import type { OptimizerConfigs } from '#shared/training/optimizers/index.ts';
import type { tf } from '../../runtime/tf.ts';
import { coefficient, type Optimizer, type SlotOwner, slot, type Update } from './optimizer.ts';

const rms = (x: tf.Tensor): tf.Tensor => x.square().mean().sqrt();

const isFactored = ({ shape }: SlotOwner): boolean => shape.length >= 2;

/**
 * Shazeer and Stern, 2018: of a matrix, or of each matrix in a stack, the sizes of the gradients are kept as their means
 * over rows and over columns. Keras keeps their product too, which nothing reads.
 */
export function adafactor(config: OptimizerConfigs['adafactor']): Optimizer {
  const { beta2Decay, epsilon1, epsilon2, clipThreshold } = config;
  return {
    slots: [
      { name: 'row', start: 0, shape: (weight) => (isFactored(weight) ? weight.shape.slice(0, -1) : null) },
      {
        name: 'column',
        start: 0,
        shape: (weight) => (isFactored(weight) ? [...weight.shape.slice(0, -2), ...weight.shape.slice(-1)] : null),
      },
      { name: 'velocity', start: 0, shape: (weight) => (isFactored(weight) ? null : weight.shape) },
    ],
    coefficients: ({ step, rate }) => ({ rate: Math.min(rate, 1 / Math.sqrt(step)), kept: 1 - step ** beta2Decay }),
    apply: (update) => {
      const { variable, gradient } = update;
      const squares = gradient.square().add(epsilon1);
      const size = sizes(update, squares).sqrt();
      const step = gradient.div(size);
      const bounded = step.div(rms(step).div(clipThreshold).maximum(1));
      const length = rms(variable).maximum(epsilon2).mul(coefficient(update, 'rate'));
      variable.assign(variable.sub(bounded.mul(length)));
    },
  };
}

/** What gradients are divided by the root of, once this step's are taken in. */
function sizes(update: Update, squares: tf.Tensor): tf.Tensor {
  const kept = coefficient(update, 'kept');
  const moved = (name: string, value: tf.Tensor): tf.Tensor => {
    const mean = slot(update, name);
    mean.assign(mean.mul(kept).add(value.sub(value.mul(kept))));
    return mean;
  };
  if (squares.rank < 2) return moved('velocity', squares);
  const row = moved('row', squares.mean(-1));
  const column = moved('column', squares.mean(-2));
  return row.div(row.mean(-1, true)).expandDims(-1).mul(column.expandDims(-2));
}
