import { tf } from '../runtime/tf.ts';
import { type Serialised, setting } from './weight-options.ts';

const absolute = (x: tf.Tensor): tf.Tensor => x.abs().sum();
const squares = (x: tf.Tensor): tf.Tensor => x.square().sum();

/** The mean product of each two rows, or columns, of a matrix, both brought to length 1. */
function similarity(x: tf.Tensor, mode: unknown): tf.Tensor {
  if (x.rank !== 2) throw new Error(`the orthogonal regularizer takes matrices; this weight has ${x.rank} axes`);
  const rows = (mode === 'columns' ? x.transpose() : x) as tf.Tensor2D;
  const length = rows.square().sum(1, true).maximum(1e-12).sqrt();
  const unit = rows.div(length) as tf.Tensor2D;
  const count = rows.shape[0];
  const others = unit.matMul(unit, false, true).mul(tf.sub(1, tf.eye(count)));
  return others
    .abs()
    .sum()
    .div(count * (count - 1));
}

const byClass: Readonly<Record<string, (x: tf.Tensor, chosen: Serialised) => tf.Tensor>> = {
  L1: (x, chosen) => absolute(x).mul(setting(chosen, 'l1', 0.01)),
  L2: (x, chosen) => squares(x).mul(setting(chosen, 'l2', 0.01)),
  L1L2: (x, chosen) =>
    absolute(x)
      .mul(setting(chosen, 'l1', 0))
      .add(squares(x).mul(setting(chosen, 'l2', 0))),
  OrthogonalRegularizer: (x, chosen) => similarity(x, chosen.settings.mode).mul(setting(chosen, 'factor', 0.01)),
};

/** What a Keras regularizer adds to the loss for a tensor. Throws for a class that is unknown. */
export function penaltyOf(chosen: Serialised, x: tf.Tensor): tf.Scalar {
  const compute = byClass[chosen.className];
  if (!compute) throw new Error(`unknown regularizer ${chosen.className}`);
  return tf.tidy(() => compute(x, chosen) as tf.Scalar);
}
