import { tf } from '../../runtime/tf.ts';
import type { LossFunction } from './loss.ts';

export const categoricalGeneralizedCrossEntropy: LossFunction<'categorical_generalized_cross_entropy'> = {
  compute: (target, prediction, { q }) => tf.sub(1, tf.pow(tf.mul(target, prediction).sum(-1), q)).div(q),
};
