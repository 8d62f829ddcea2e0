import type { LossName, LossSettings } from '#shared/training/losses/index.ts';
import type { tf } from '../../runtime/tf.ts';

export interface LossFunction<Name extends LossName = LossName> {
  /**
   * Keras's function of the same name: losses of a batch's samples, and of each place where there are several, from
   * targets (of the predictions' shape, unless it `takes` class numbers) and predictions. Differentiable by the latter.
   */
  readonly compute: (target: tf.Tensor, prediction: tf.Tensor, settings: LossSettings<Name>) => tf.Tensor;
  /** The same from what enters an activation, exact where its result would be too small for a float. */
  readonly fromLogits?: {
    readonly activation: 'softmax' | 'sigmoid';
    readonly compute: (target: tf.Tensor, logits: tf.Tensor, settings: LossSettings<Name>) => tf.Tensor;
  };
  /** Class numbers, int32, rather than a value for each class. */
  readonly takes?: 'class-numbers';
  /** Places that count, by target; where left out, all do. */
  readonly mask?: (target: tf.Tensor, settings: LossSettings<Name>, losses: tf.Tensor) => tf.Tensor | null;
}

/** Keras's `backend.epsilon()`. */
export const EPSILON = 1e-7;
