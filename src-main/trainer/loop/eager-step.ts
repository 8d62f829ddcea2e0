import type { RawBatch } from '../batches/packed-reader.ts';
import { type Batch, toTensors } from '../batches/tensors.ts';
import type { BuiltModel } from '../build/model.ts';
import { applyConstraints, type NamedWeight, tensorOf } from '../build/weights.ts';
import { applyActivation } from '../layers/activations.ts';
import { tf } from '../runtime/tf.ts';
import type { LossFunction } from './losses/loss.ts';
import type { OptimizerSlots } from './optimizer-slots.ts';
import { AVERAGE, type WeightUpdates } from './optimizers/weight-updates.ts';
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
  readonly updates: WeightUpdates;
  readonly slots: OptimizerSlots;
  /** Of one row of features. */
  readonly shape: readonly number[];
  readonly observer?: StepObserver | undefined;
}

/** Training and evaluation as tfjs does them: each operation as it comes, gradients from tfjs's tape. */
export function eagerSteps({ model, loss, updates, slots, shape, observer }: EagerOptions): StepFunctions {
  const trainable = model.weights.filter((weight) => weight.trainable);
  const activation = model.outputs[0]?.activation ?? 'linear';
  const activate = (logits: tf.Tensor): tf.Tensor => applyActivation(activation, logits);

  /** Mean loss of a batch; leaves the number of right answers in `correct`. */
  function forward(batch: Batch, training: boolean): { loss: tf.Scalar; correct: tf.Tensor } {
    const { result: logits, penalty } = model.penalties.during(
      () => model.logits.apply(batch.features, { training }) as tf.Tensor2D,
    );
    const correct = tf.tidy(() => logits.argMax(-1).cast('int32').equal(batch.labels).cast('float32').sum());
    const perSample = loss.perSample(logits, batch.labels, activate);
    if (training) observer?.losses(perSample, activate(logits));
    const mean = perSample.mean() as tf.Scalar;
    return { loss: penalty ? mean.add(penalty) : mean, correct };
  }

  const sums = (batch: Batch, mean: tf.Tensor, correct: tf.Tensor): StepResult => ({
    samples: batch.count,
    loss: (mean.dataSync()[0] ?? Number.NaN) * batch.count,
    correct: correct.dataSync()[0] ?? 0,
  });

  return {
    engine: 'eager',
    trainStep: (raw: RawBatch, step: number, rate: number): StepResult =>
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
        // A weight whose layer leads nowhere has no gradient; its momentum, if any, isn't touched either.
        const parts = trainable.flatMap((weight) => {
          const variable = tensorOf(weight);
          const gradient = grads[variable.name];
          if (gradient) observer?.gradient(weight.path, gradient);
          return gradient ? [{ variable, gradient, slots: slots.of(weight.path) }] : [];
        });
        const numbers = Object.entries(updates.coefficients(step, rate));
        const coefficients = Object.fromEntries(numbers.map(([name, number]) => [name, tf.scalar(number)]));
        updates.apply(parts, coefficients, updates.isDue(step));
        applyConstraints(trainable);
        const result = sums(batch, value, correct as tf.Tensor);
        correct?.dispose();
        return result;
      }),
    evaluateStep: (raw: RawBatch): StepResult =>
      tf.tidy(() =>
        withAverages(trainable, slots, () => {
          const batch = toTensors(raw, shape);
          const { loss: mean, correct } = forward(batch, false);
          return sums(batch, mean, correct);
        }),
      ),
  };
}

/** Runs something with the averages in the place of the weights, where there are averages. Called in a tidy. */
function withAverages<Result>(weights: readonly NamedWeight[], slots: OptimizerSlots, run: () => Result): Result {
  const swapped = weights.flatMap((weight) => {
    const average = slots.of(weight.path)[AVERAGE];
    const variable = tensorOf(weight);
    return average ? [{ variable, average, own: variable.clone() }] : [];
  });
  for (const { variable, average } of swapped) variable.assign(average.clone());
  try {
    return run();
  } finally {
    for (const { variable, own } of swapped) variable.assign(own);
  }
}
