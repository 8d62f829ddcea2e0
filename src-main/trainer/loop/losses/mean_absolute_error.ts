import { tf } from '../../runtime/tf.ts';
import type { LossFunction } from './loss.ts';

export const meanAbsoluteError: LossFunction<'mean_absolute_error'> = {
  compute: (target, prediction) => tf.sub(target, prediction).abs().mean(-1),
};
