import { tf } from '../../runtime/tf.ts';
import type { LossFunction } from './loss.ts';

export const meanSquaredError: LossFunction<'mean_squared_error'> = {
  compute: (target, prediction) => tf.squaredDifference(prediction, target).mean(-1),
};
