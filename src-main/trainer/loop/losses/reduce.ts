import type { LossConfig } from '#shared/training/losses/index.ts';
import { tf } from '../../runtime/tf.ts';

interface Counting {
  readonly reduction: LossConfig['reduction'];
  /** A weight for each sample. */
  readonly weights: tf.Tensor | null;
  /** Which samples, or which places of each, count; true or false. */
  readonly mask: tf.Tensor | null;
}

/** One number of a batch's losses, as Keras's `reduce_weighted_values`. */
export function reduceLosses(losses: tf.Tensor, { reduction, weights, mask }: Counting): tf.Scalar {
  const factors = [maskFactor(mask, reduction), weights].flatMap((factor) =>
    factor ? [forPlaces(factor, losses.rank)] : [],
  );
  const factor = factors.reduce<tf.Tensor | null>((product, next) => (product ? product.mul(next) : next), null);
  const weighted = factor ? losses.mul(factor) : losses;
  const sum = weighted.sum() as tf.Scalar;
  if (reduction === 'sum') return sum;
  if (reduction === 'mean_with_sample_weight' && factor) {
    // Not tf.divNoNan: it compares something that depends on the losses, through which no gradient goes.
    const counted = tf.ones(losses.shape).mul(factor).sum();
    return sum.div(tf.where(counted.equal(0), tf.onesLike(counted), counted));
  }
  return sum.div(weighted.size);
}

/** For a mean over what counts, that has to weigh as much as all. */
function maskFactor(mask: tf.Tensor | null, reduction: LossConfig['reduction']): tf.Tensor | null {
  if (!mask) return null;
  const counts = mask.cast('float32');
  if (reduction !== 'sum_over_batch_size') return counts;
  return counts.mul(tf.divNoNan(tf.scalar(counts.size), counts.sum()));
}

/** A factor for each sample stands for all of its places. */
function forPlaces(factor: tf.Tensor, rank: number): tf.Tensor {
  if (factor.rank >= rank) return factor;
  return factor.reshape([...factor.shape, ...new Array<number>(rank - factor.rank).fill(1)]);
}
