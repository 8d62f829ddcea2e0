import { backend, typeAttribute } from '../../runtime/kernels.ts';
import { tf } from '../../runtime/tf.ts';
import type { LossFunction } from './loss.ts';

/** Of logits and class numbers, in one kernel: exact where the logarithm of a tiny probability wouldn't be. */
export const categoricalCrossentropy: LossFunction = {
  perSample: (logits, classes) => {
    const operation = tf.customGrad((x, save) => {
      const [losses, gradient] = backend().executeMultipleOutputs(
        'SparseSoftmaxCrossEntropyWithLogits',
        [typeAttribute('T', 'float32'), typeAttribute('Tlabels', 'int32')],
        [x as tf.Tensor, classes],
        2,
      ) as [tf.Tensor, tf.Tensor];
      (save as tf.GradSaveFunc)([gradient]);
      return {
        value: losses,
        gradFunc: (dy, saved) => (saved[0] as tf.Tensor).mul((dy as tf.Tensor).expandDims(-1)),
      };
    });
    return operation(logits) as tf.Tensor1D;
  },
};
