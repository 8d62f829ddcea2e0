import type { RawBatch } from '../batches/packed-reader.ts';
import { type Batch, toTensors } from '../batches/tensors.ts';
import type { BuiltModel } from '../build/model.ts';
import { tensorOf } from '../build/weights.ts';
import { applyActivation } from '../layers/activations.ts';
import { tf } from '../runtime/tf.ts';
import type { LossFunction } from './losses/loss.ts';
import type { OptimizerSlots } from './optimizer-slots.ts';
import type { Optimizer } from './optimizers/optimizer.ts';
import type { StepFunctions, StepResult } from './step-functions.ts';

/** Looks at a training step while it happens; must change nothing and keep no tensor. */
export interface StepObserver {
  /** One loss a sample, and the outputs after their activation. */
  readonly losses: (perSample: tf.Tensor1D, outputs: tf.Tensor) => void;
  readonly gradient: (path: string, gradient: tf.Tensor) => void;
}

export interface EagerOptions {
  readonly model: BuiltModel;
  readonly loss: LossFunction;
  readonly optimizer: Optimizer;
  readonly slots: OptimizerSlots;
  /** Of one row of features. */
  readonly shape: readonly number[];
  readonly observer?: StepObserver | undefined;
}

/** Training and evaluation as tfjs does them: each operation as it comes, gradients from tfjs's tape. */
export function eagerSteps({ model, loss, optimizer, slots, shape, observer }: EagerOptions): StepFunctions {
  const trainable = model.weights.filter((weight) => weight.trainable);
  const activation = model.outputs[0]?.activation ?? 'linear';
  const activate = (logits: tf.Tensor): tf.Tensor => applyActivation(activation, logits);

  /** Mean loss of a batch; leaves the number of right answers in `correct`. */
  function forward(batch: Batch, training: boolean): { loss: tf.Scalar; correct: tf.Tensor } {
    const logits = model.logits.apply(batch.features, { training }) as tf.Tensor2D;
    const correct = tf.tidy(() => logits.argMax(-1).cast('int32').equal(batch.labels).cast('float32').sum());
    const perSample = loss.perSample(logits, batch.labels, activate);
    if (training) observer?.losses(perSample, activate(logits));
    return { loss: perSample.mean() as tf.Scalar, correct };
  }

  const sums = (batch: Batch, mean: tf.Tensor, correct: tf.Tensor): StepResult => ({
    samples: batch.count,
    loss: (mean.dataSync()[0] ?? Number.NaN) * batch.count,
    correct: correct.dataSync()[0] ?? 0,
  });

  return {
    engine: 'eager',
    trainStep: (raw: RawBatch, step: number): StepResult =>
      tf.tidy(() => {
        const batch = toTensors(raw, shape);
        model.position.step = step;
        let correct: tf.Tensor | undefined;
        const variables = trainable.map(tensorOf);
        const { value, grads } = tf.variableGrads(() => {
          const result = forward(batch, true);
          correct = tf.keep(result.correct);
          return result.loss;
        }, variables);
        for (const weight of trainable) {
          const variable = tensorOf(weight);
          const gradient = grads[variable.name];
          if (gradient) observer?.gradient(weight.path, gradient);
          // A weight whose layer leads nowhere has no gradient; its momentum, if any, isn't touched either.
          if (gradient) optimizer.apply({ variable, gradient, slots: slots.of(weight.path) }, step + 1);
        }
        const result = sums(batch, value, correct as tf.Tensor);
        correct?.dispose();
        return result;
      }),
    evaluateStep: (raw: RawBatch): StepResult =>
      tf.tidy(() => {
        const batch = toTensors(raw, shape);
        const { loss: mean, correct } = forward(batch, false);
        return sums(batch, mean, correct);
      }),
  };
}
