import { toTensors } from '../batches/tensors.ts';
import { tf } from '../runtime/tf.ts';
import type { WeightUpdates } from './optimizers/weight-updates.ts';
import type { StepFunctions, StepResult } from './step-functions.ts';
import type { StepPrograms, StepTensors } from './step-programs.ts';

export interface EagerOptions {
  readonly programs: StepPrograms;
  readonly updates: WeightUpdates;
  /** Of one row of features. */
  readonly shape: readonly number[];
  /** Why it isn't the graph. */
  readonly reason: string;
}

/** Training and evaluation as tfjs does them: each operation as it comes, gradients from tfjs's tape. */
export function eagerSteps({ programs, updates, shape, reason }: EagerOptions): StepFunctions {
  const sums = (samples: number, { loss, correct }: StepTensors): StepResult => ({
    samples,
    loss: (loss.dataSync()[0] ?? Number.NaN) * samples,
    correct: correct.dataSync()[0] ?? 0,
  });

  return {
    engine: 'eager',
    reason,
    trainStep: (raw, step, rate) =>
      tf.tidy(() => {
        const numbers = Object.entries(updates.coefficients(step, rate));
        const coefficients = Object.fromEntries(numbers.map(([name, number]) => [name, tf.scalar(number)]));
        const moment = { step, coefficients, due: updates.isDue(step) };
        return sums(raw.count, programs.train(toTensors(raw, shape), moment));
      }),
    evaluateStep: (raw) => tf.tidy(() => sums(raw.count, programs.evaluate(toTensors(raw, shape)))),
    pull: () => {},
    push: () => {},
    dispose: () => {},
  };
}
