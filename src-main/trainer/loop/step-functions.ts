import type { RawBatch } from '../batches/packed-reader.ts';

/** Sums over a batch, so that epochs can add them up. */
export type StepResult = {
  readonly samples: number;
  /** Sum of the samples' losses. */
  readonly loss: number;
  /** How many samples' highest output is the right one. */
  readonly correct: number;
};

/**
 * One step of training, however it is computed: eagerly, operation by operation, or by replaying a recorded graph
 * (`engine` says which). Both give the same numbers.
 */
export interface StepFunctions {
  readonly engine: 'eager' | 'graph';
  /** Why the graph isn't used, in words for a person; null where it is. */
  readonly reason: string | null;
  /** Trains on a batch; `step` counts the whole run's batches, from 0, `rate` is the learning rate now. */
  trainStep(batch: RawBatch, step: number, rate: number): StepResult;
  /** By the averaged weights, where they are averaged. */
  evaluateStep(batch: RawBatch): StepResult;
  /** Brings the model's variables up to date; until then they may be as they were before the first step. */
  pull(): void;
  /** Takes over what was assigned to the model's variables. */
  push(): void;
  dispose(): void;
}
