import type { Batch } from '../batches/tensors.ts';
import type { BuiltModel } from '../build/model.ts';
import { applyConstraints, type NamedWeight, tensorOf } from '../build/weights.ts';
import { applyActivation } from '../layers/activations.ts';
import type { Counter } from '../runtime/random.ts';
import { tf } from '../runtime/tf.ts';
import type { Objective, Witness } from './objective.ts';
import type { OptimizerSlots } from './optimizer-slots.ts';
import type { WeightUpdates } from './optimizers/weight-updates.ts';

/** Looks at a training step while it happens; must change nothing and keep no tensor. */
export interface StepObserver {
  /** One loss a sample, and the outputs after their activation, in the model's order. */
  readonly losses: (perSample: tf.Tensor1D, outputs: readonly tf.Tensor[]) => void;
  readonly gradient: (path: string, gradient: tf.Tensor) => void;
}

export interface StepParts {
  readonly model: BuiltModel;
  readonly objective: Objective;
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

/** What is told of a batch: as the objective's `names` and `watched` say. */
export interface StepTensors {
  readonly sums: readonly tf.Tensor[];
  readonly outputs: readonly tf.Tensor[];
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

export function stepPrograms({ model, objective, updates, slots, observer }: StepParts): StepPrograms {
  const trainable = model.weights.filter((weight) => weight.trainable);
  const witness: Witness | undefined =
    observer &&
    ((perSample, logits) => {
      const activated = logits.map((each, index) =>
        applyActivation(model.outputs[index]?.activation ?? 'linear', each),
      );
      observer.losses(perSample, activated);
    });

  return {
    train: (batch, { step, coefficients, due }) => {
      model.position.step = step;
      let told: StepTensors | undefined;
      const { grads } = tf.variableGrads(() => {
        const { loss, sums, outputs } = objective.forward(batch, true, witness);
        told = { sums: sums.map((sum) => tf.keep(sum)), outputs: outputs.map((output) => tf.keep(output)) };
        return loss;
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
      return released(told as StepTensors);
    },
    evaluate: (batch) => withEvaluated(trainable, slots, updates.evaluated, () => objective.forward(batch, false)),
  };
}

/** Kept past the gradients' own tidy; from here on the caller's is to dispose of them. */
function released({ sums, outputs }: StepTensors): StepTensors {
  const copies = { sums: sums.map((sum) => sum.clone()), outputs: outputs.map((output) => output.clone()) };
  tf.dispose([...sums, ...outputs]);
  return copies;
}

/** Runs something with a slot's values, averages of the weights, in their place. Called in a tidy. */
function withEvaluated<Result>(
  weights: readonly NamedWeight[],
  slots: OptimizerSlots,
  slot: string | null,
  run: () => Result,
): Result {
  const swapped = weights.flatMap((weight) => {
    const average = slot === null ? undefined : slots.of(weight.path)[slot];
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
