import { tf } from '../../runtime/tf.ts';
import type { LossFunction } from './loss.ts';

/** Of the activated outputs: against one-hot classes, or against the number itself where there is one output. */
export const meanSquaredError: LossFunction = {
  perSample: (logits, classes, activate) => {
    const outputs = activate(logits);
    const width = logits.shape[1];
    const target = width === 1 ? classes.cast('float32').reshape([-1, 1]) : tf.oneHot(classes, width);
    return tf.squaredDifference(outputs, target.cast('float32')).mean(-1) as tf.Tensor1D;
  },
};
