import { tf } from '../../runtime/tf.ts';
import type { LossFunction } from './loss.ts';

/** As x + softplus(−2x) − ln 2, which doesn't overflow. */
export const logCosh: LossFunction<'log_cosh'> = {
  compute: (target, prediction) => {
    const error = tf.sub(prediction, target);
    return error
      .add(tf.softplus(error.mul(-2)))
      .sub(Math.LN2)
      .mean(-1);
  },
};
