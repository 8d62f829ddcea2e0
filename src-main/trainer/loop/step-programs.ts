import type { Batch } from '../batches/tensors.ts';
import type { BuiltModel } from '../build/model.ts';
import { applyConstraints, type NamedWeight, tensorOf } from '../build/weights.ts';
import { applyActivation } from '../layers/activations.ts';
import type { Counter } from '../runtime/random.ts';
import { tf } from '../runtime/tf.ts';
import type { LossFunction } from './losses/loss.ts';
import type { OptimizerSlots } from './optimizer-slots.ts';
import { AVERAGE, type WeightUpdates } from './optimizers/weight-updates.ts';

/** Looks at a training step while it happens; must change nothing and keep no tensor. */
export interface StepObserver {
  /** One loss a sample, and the outputs after their activation. */
  readonly losses: (perSample: tf.Tensor1D, outputs: tf.Tensor) => void;
  readonly gradient: (path: string, gradient: tf.Tensor) => void;
}

export interface StepParts {
  readonly model: BuiltModel;
  readonly loss: LossFunction;
  readonly updates: WeightUpdates;
  readonly slots: OptimizerSlots;
  readonly observer?: StepObserver | undefined;
}

/** What a training step depends on besides batch and weights. */
export interface StepMoment {
  /** Decides the random numbers. */
  readonly step: Counter;
  /** As `WeightUpdates` names them. */
  readonly coefficients: Readonly<Record<string, tf.Tensor>>;
  /** Whether the weights change, or gradients are only added up. */
  readonly due: boolean;
}

/** Mean loss of a batch, and the number of right answers. */
export interface StepTensors {
  readonly loss: tf.Tensor;
  readonly correct: tf.Tensor;
}

/**
 * A step as a function of tensors alone: it reads no value, and what changes from step to step enters as a tensor. So it
 * can be run as it is, or recorded once and replayed. Both are called in a tidy, and change variables in place.
 */
export interface StepPrograms {
  readonly train: (batch: Batch, moment: StepMoment) => StepTensors;
  /** By the averaged weights, where they are averaged. */
  readonly evaluate: (batch: Batch) => StepTensors;
}

export function stepPrograms({ model, loss, updates, slots, observer }: StepParts): StepPrograms {
  const trainable = model.weights.filter((weight) => weight.trainable);
  const activation = model.outputs[0]?.activation ?? 'linear';
  const activate = (logits: tf.Tensor): tf.Tensor => applyActivation(activation, logits);

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

  return {
    train: (batch, { step, coefficients, due }) => {
      model.position.step = step;
      let correct: tf.Tensor | undefined;
      const { value, grads } = tf.variableGrads(() => {
        const result = forward(batch, true);
        correct = tf.keep(result.correct);
        return result.loss;
      }, trainable.map(tensorOf));
      // A weight whose layer leads nowhere has no gradient; its momentum, if any, isn't touched either.
      const parts = trainable.flatMap((weight) => {
        const variable = tensorOf(weight);
        const gradient = grads[variable.name];
        if (gradient) observer?.gradient(weight.path, gradient);
        return gradient ? [{ variable, gradient, slots: slots.of(weight.path) }] : [];
      });
      updates.apply(parts, coefficients, due);
      applyConstraints(trainable);
      // Kept past the gradients' own tidy; from here on the caller's is to dispose of it.
      const counted = (correct as tf.Tensor).clone();
      correct?.dispose();
      return { loss: value, correct: counted };
    },
    evaluate: (batch) => withAverages(trainable, slots, () => forward(batch, false)),
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
