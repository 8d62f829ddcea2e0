import { tf } from '../../runtime/tf.ts';
import type { LossFunction } from './loss.ts';

/** Keras bounds the square of a length from below, so that a row of zeros stays zero. */
const unit = (x: tf.Tensor, axis: number): tf.Tensor =>
  tf.mul(x, tf.rsqrt(tf.maximum(x.square().sum(axis, true), 1e-12)));

export const cosineSimilarity: LossFunction<'cosine_similarity'> = {
  compute: (target, prediction, { axis }) => tf.mul(unit(target, axis), unit(prediction, axis)).sum(axis).neg(),
};
