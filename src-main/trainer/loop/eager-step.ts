import { type BatchLayout, toTensors } from '../batches/tensors.ts';
import type { HealthPrograms } from '../health/health-programs.ts';
import { eagerInspector } from '../health/record-health.ts';
import { tf } from '../runtime/tf.ts';
import type { WeightUpdates } from './optimizers/weight-updates.ts';
import type { StepFunctions, StepResult } from './step-functions.ts';
import type { StepPrograms, StepTensors } from './step-programs.ts';

export interface EagerOptions {
  readonly programs: StepPrograms;
  readonly updates: WeightUpdates;
  readonly layout: BatchLayout;
  /** Why it isn't the graph. */
  readonly reason: string;
  /** Looks at steps, where somebody asked for it: at those with batches of this many samples. */
  readonly health: HealthPrograms | null;
  readonly fullBatch: number;
}

/** Training and evaluation as tfjs does them: each operation as it comes, gradients from tfjs's tape. */
export function eagerSteps({ programs, updates, layout, reason, health, fullBatch }: EagerOptions): StepFunctions {
  const read = (samples: number, { sums, outputs }: StepTensors): StepResult => ({
    samples,
    sums: sums.map((sum) => sum.dataSync()[0] ?? Number.NaN),
    outputs: outputs.map((output) => output.dataSync<'float32'>().slice()),
  });

  return {
    engine: 'eager',
    reason,
    compilation: null,
    trainStep: (raw, step, rate) =>
      tf.tidy(() => {
        const numbers = Object.entries(updates.coefficients(step, rate));
        const coefficients = Object.fromEntries(numbers.map(([name, number]) => [name, tf.scalar(number)]));
        const moment = { step, coefficients, due: updates.isDue(step) };
        return read(raw.count, programs.train(toTensors(raw, layout), moment));
      }),
    evaluateStep: (raw) => tf.tidy(() => read(raw.count, programs.evaluate(toTensors(raw, layout)))),
    inspector: health ? eagerInspector(health, layout, fullBatch, updates.isDue) : null,
    pull: () => {},
    push: () => {},
    dispose: () => {},
  };
}
