import type { Compilation } from '#shared/training/computing.ts';
import type { RawBatch } from '../batches/packed-reader.ts';
import type { HealthReading } from '../health/health-programs.ts';

/** What one batch adds to an epoch. */
export type StepResult = {
  readonly samples: number;
  /** Sums over the samples, in the order of the objective's `names`: the loss first. */
  readonly sums: number[];
  /** Of the outputs that metrics look at (the objective's `watched`); mixed samples' targets follow. */
  readonly outputs: Float32Array[];
};

/**
 * One step of training, however it is computed: eagerly, operation by operation, or by replaying a recorded graph
 * (`engine` says which). Both give the same numbers.
 */
export interface StepFunctions {
  readonly engine: 'eager' | 'graph';
  /** Why the graph isn't used, in words for a person; null where it is. */
  readonly reason: string | null;
  /** What XLA did; null where it wasn't asked for. */
  readonly compilation: Compilation | null;
  /** Trains on a batch; `step` counts the whole run's batches, from 0, `rate` is the learning rate now. */
  trainStep(batch: RawBatch, step: number, rate: number): StepResult;
  /** By the averaged weights, where they are averaged. */
  evaluateStep(batch: RawBatch): StepResult;
  /** Looks at steps without being a part of them; null where nobody asked, or where it can't be recorded. */
  readonly inspector: StepInspector | null;
  /** Brings the model's variables up to date; until then they may be as they were before the first step. */
  pull(): void;
  /** Takes over what was assigned to the model's variables. */
  push(): void;
  dispose(): void;
}

export interface StepInspector {
  /** Batches of so many samples can be looked at. */
  readonly count: number;
  /** Whether the weights change in this step. */
  readonly isDue: (step: number) => boolean;
  /** Called before a step; what it answers with is called after it. */
  readonly inspect: (raw: RawBatch, step: number) => () => HealthReading;
}
