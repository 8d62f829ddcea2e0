import { backend, typeAttribute } from '../../runtime/kernels.ts';
import { tf } from '../../runtime/tf.ts';

/** Of logits and probabilities along the last dimension, in one kernel with its gradient. */
export const softmaxCrossEntropy = (logits: tf.Tensor, probabilities: tf.Tensor): tf.Tensor =>
  inOneKernel('SoftmaxCrossEntropyWithLogits', [typeAttribute('T', 'float32')], logits, probabilities);

/** Of logits and class numbers. */
export const sparseSoftmaxCrossEntropy = (logits: tf.Tensor, classes: tf.Tensor): tf.Tensor =>
  inOneKernel(
    'SparseSoftmaxCrossEntropyWithLogits',
    [typeAttribute('T', 'float32'), typeAttribute('Tlabels', 'int32')],
    logits,
    classes,
  );

function inOneKernel(
  name: string,
  attributes: ReturnType<typeof typeAttribute>[],
  logits: tf.Tensor,
  target: tf.Tensor,
): tf.Tensor {
  const width = logits.shape.at(-1) ?? 1;
  const rest = logits.shape.slice(0, -1);
  const flat = target.rank === logits.rank ? target.reshape([-1, width]) : target.reshape([-1]);
  const operation = tf.customGrad((x, save) => {
    const outputs = backend().executeMultipleOutputs(name, attributes, [x as tf.Tensor, flat], 2);
    const [losses, gradient] = outputs as [tf.Tensor, tf.Tensor];
    (save as tf.GradSaveFunc)([gradient]);
    return {
      value: losses,
      gradFunc: (dy, saved) => (saved[0] as tf.Tensor).mul((dy as tf.Tensor).expandDims(-1)),
    };
  });
  return operation(logits.reshape([-1, width])).reshape(rest);
}
