import type { tf } from '../../runtime/tf.ts';

/** What is computed from a batch's logits and classes. */
export interface LossFunction {
  /** One value a sample: its mean is what training makes small. Differentiable by the logits. */
  readonly perSample: (
    logits: tf.Tensor2D,
    classes: tf.Tensor1D,
    activate: (logits: tf.Tensor) => tf.Tensor,
  ) => tf.Tensor1D;
}
