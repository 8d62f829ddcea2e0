import { performance } from 'node:perf_hooks';
import type { PackedData } from '#shared/contract/trainer.ts';
import type { TrainingState } from '#shared/training/checkpoint.ts';
import type { RunConfig } from '#shared/training/run.ts';
import type { PackedReader } from '../batches/packed-reader.ts';
import type { BuiltModel } from '../build/model.ts';
import { tensorOf } from '../build/weights.ts';
import type { HealthPrograms } from '../health/health-programs.ts';
import { NotRecordable } from '../recorder/not-recordable.ts';
import type { tf } from '../runtime/tf.ts';
import { eagerSteps } from './eager-step.ts';
import { explainXla } from './explain-xla.ts';
import { type BatchPair, graphSteps } from './graph-step.ts';
import type { OptimizerSlots } from './optimizer-slots.ts';
import type { WeightUpdates } from './optimizers/weight-updates.ts';
import type { StepFunctions } from './step-functions.ts';
import type { StepPrograms } from './step-programs.ts';

interface Choice {
  readonly config: RunConfig;
  /** In the order of the model's inputs and outputs. */
  readonly data: PackedData;
  readonly model: BuiltModel;
  readonly programs: StepPrograms;
  readonly updates: WeightUpdates;
  readonly slots: OptimizerSlots;
  readonly reader: PackedReader;
  readonly state: TrainingState;
  /** How many sums a step tells. */
  readonly numbers: number;
  /** Whether somebody looks into the steps: a graph has no inside to look at. */
  readonly observed: boolean;
  /** Looks at steps; null where nobody asked for it. */
  readonly health: HealthPrograms | null;
}

/** By replay, where the replay is proven to be the step that was recorded; eagerly otherwise, with the reason. */
export async function chooseSteps(choice: Choice): Promise<StepFunctions> {
  const { config, data, numbers, model, programs, updates, slots, reader, state, observed, health } = choice;
  const fullBatch = Math.min(config.batchSize, data.splits.train.length);
  const eagerly = (reason: string): StepFunctions =>
    eagerSteps({ programs, updates, layout: data, reason, health, fullBatch });
  if (observed) return eagerly('each step is looked into');
  if (config.engine === 'eager') return eagerly('it was asked for');
  // Other weights may pass the proof: a resumed run would be computed in another way than an undisturbed one.
  if (state.refusal !== null) return eagerly(state.refusal);
  const variables = new Map<string, tf.Variable>([
    ...model.weights.map((weight) => [weight.path, tensorOf(weight)] as const),
    ...slots.all(),
    ...model.states.all(),
  ]);
  const { train, validation } = data.splits;
  const samples = {
    train: await pairsOf(reader, train, config.batchSize),
    evaluate: await pairsOf(reader, validation, config.batchSize),
  };
  const rate = config.optimizer.learningRate;
  const { step } = state;
  const recorded = (compiled: boolean) =>
    graphSteps({ programs, updates, layout: data, numbers, variables, samples, step, rate, compiled, health });
  const began = performance.now();
  let refusal: string | null = null;
  try {
    if (config.xla) return recorded(true);
  } catch (error) {
    if (!(error instanceof NotRecordable)) throw error;
    refusal = explainXla(error.message);
  }
  const seconds = (performance.now() - began) / 1000;
  const compilation = refusal === null ? null : { used: false, seconds, reason: refusal };
  try {
    return { ...recorded(false), compilation };
  } catch (error) {
    if (error instanceof NotRecordable) {
      state.refusal = error.message;
      return { ...eagerly(error.message), compilation };
    }
    throw error;
  }
}

/** Two batches, as different as the rows allow, of each size that comes up: full ones and the last. */
async function pairsOf(reader: PackedReader, rows: readonly number[], batchSize: number): Promise<BatchPair[]> {
  const sizes = new Set([Math.min(batchSize, rows.length), rows.length % batchSize].filter((size) => size > 0));
  const turned = rows.toReversed();
  return Promise.all(
    [...sizes].map(
      async (size): Promise<BatchPair> => [
        await reader.read(rows.slice(0, size)),
        await reader.read(turned.slice(0, size)),
      ],
    ),
  );
}
