import type { PackedData, TrainJob } from '#shared/contract/trainer.ts';
import { freshState, type TrainingState } from '#shared/training/checkpoint.ts';
import type { MetricValues } from '#shared/training/run.ts';
import { AppError } from '#shared/util/app-error.ts';
import { inLanes, shuffledBatches } from '../batches/epoch-plan.ts';
import { PackedReader } from '../batches/packed-reader.ts';
import { toTensors } from '../batches/tensors.ts';
import { type BuiltModel, buildModel } from '../build/model.ts';
import { assignWeights, readWeights, tensorOf } from '../build/weights.ts';
import { readCheckpoint, writeCheckpoint } from '../checkpoints/checkpoint.ts';
import type { StoredTensor } from '../checkpoints/safetensors.ts';
import { healthPrograms } from '../health/health-programs.ts';
import { chooseSteps } from './choose-steps.ts';
import { classWeightsOf } from './class-weights.ts';
import { fitData } from './fit.ts';
import { measureStatistics } from './measure-statistics.ts';
import { createObjective, type Objective } from './objective.ts';
import { OptimizerSlots } from './optimizer-slots.ts';
import { weightUpdates } from './optimizers/weight-updates.ts';
import type { StepFunctions } from './step-functions.ts';
import { type StepObserver, stepPrograms } from './step-programs.ts';
import { VariableSnapshot } from './variable-snapshot.ts';

/** Where a training stands, weights and all: what comes after it depends on nothing else. */
export interface SessionSnapshot {
  readonly weights: ReadonlyMap<string, StoredTensor>;
  readonly optimizer: ReadonlyMap<string, StoredTensor>;
  readonly state: TrainingState;
}

interface SessionOptions {
  /** The folder of a checkpoint to go on from; null: fresh from the seed. */
  readonly checkpoint?: string | null;
  readonly observer?: StepObserver;
  /** Steps can be looked at, without changing them. */
  readonly watched?: boolean;
}

/** Everything that one training holds: made from a job, disposed of as a whole. */
export interface TrainingSession {
  readonly model: BuiltModel;
  /** What its steps' numbers mean. */
  readonly objective: Objective;
  readonly steps: StepFunctions;
  /** In the order of the model's inputs and outputs. */
  readonly data: PackedData;
  readonly reader: PackedReader;
  readonly state: TrainingState;
  readonly parameters: number;
  /** The rows of an epoch's batches: shuffled by seed and epoch, or in their order where layers are stateful. */
  readonly batches: (epoch: number) => number[][];
  /** Sequences start from zeros again. */
  readonly beginEpoch: () => void;
  /**
   * Writes weights, optimizer and state into a folder; answers with the number of bytes. The best checkpoint, which is
   * there to be used, holds the averaged weights where they are averaged.
   */
  readonly save: (folder: string, kind: 'best' | 'last', metrics: MetricValues) => Promise<number>;
  readonly snapshot: () => SessionSnapshot;
  /** Back to where it stood. */
  readonly restore: (snapshot: SessionSnapshot) => void;
  readonly dispose: () => Promise<void>;
}

export async function openSession(
  job: Pick<TrainJob, 'graph' | 'config' | 'data'>,
  options: SessionOptions = {},
): Promise<TrainingSession> {
  if (job.data.splits.train.length === 0) {
    throw new AppError('DATA_INVALID', 'The dataset has no training samples: choose a split with some.');
  }
  const model = buildModel(job.graph, job.config.seed);
  try {
    return await prepare(job, model, options);
  } catch (error) {
    model.dispose();
    throw error;
  }
}

async function prepare(
  job: Pick<TrainJob, 'config' | 'data'>,
  model: BuiltModel,
  { checkpoint, observer, watched = false }: SessionOptions,
): Promise<TrainingSession> {
  const data = fitData(model, job.data);
  if (!model.weights.some((weight) => weight.trainable)) {
    throw new AppError('GRAPH_INVALID', 'The network has nothing to learn: add a layer with weights, such as dense.');
  }
  const updates = weightUpdates(job.config.optimizer);
  const trainable = model.weights.filter((weight) => weight.trainable);
  const slots = new OptimizerSlots(updates.slots, trainable);
  const state = freshState();
  const assign = (snapshot: SessionSnapshot) => {
    assignWeights(model.weights, snapshot.weights);
    slots.assign(snapshot.optimizer);
    model.states.assign(snapshot.optimizer);
    Object.assign(state, structuredClone(snapshot.state));
  };
  const reader = await PackedReader.open(data);
  const classWeights = await classWeightsOf(job.config.classWeights, data, data.targets);
  const objective = createObjective({ model, targets: data.targets, classWeights });
  await makeStates(model, objective, data, reader, job.config.batchSize);
  // A checkpoint holds what was measured before its first step.
  if (checkpoint) assign(await readCheckpoint(checkpoint));
  else await measureStatistics(model, data, reader, job.config.batchSize);
  const programs = stepPrograms({ model, objective, updates, slots, observer });
  const health = watched ? healthPrograms(model, objective) : null;
  const steps = await chooseSteps({
    config: job.config,
    data,
    numbers: objective.names.length,
    model,
    programs,
    updates,
    slots,
    reader,
    state,
    observed: !!observer,
    health,
  });
  const restore = (snapshot: SessionSnapshot) => {
    assign(snapshot);
    steps.push();
  };
  const snapshot = (): SessionSnapshot => {
    steps.pull();
    const optimizer = new Map([...slots.read(), ...model.states.read()]);
    return { weights: readWeights(model.weights), optimizer, state: structuredClone(state) };
  };
  return {
    model,
    objective,
    data,
    reader,
    state,
    steps,
    parameters: model.weights.reduce((sum, { variable }) => sum + sizeOf(variable.shape), 0),
    batches: (epoch) => {
      const { train } = data.splits;
      const { batchSize, seed } = job.config;
      return model.states.isAskedFor ? inLanes(train, batchSize) : shuffledBatches(train, batchSize, seed, epoch);
    },
    beginEpoch: () => {
      if (!model.states.isAskedFor) return;
      steps.pull();
      model.states.reset();
      steps.push();
    },
    save: (folder, kind, metrics) => {
      const now = snapshot();
      const weights = kind === 'best' ? averaged(now, updates.evaluated) : now.weights;
      return writeCheckpoint(folder, { ...now, weights, metrics });
    },
    snapshot,
    restore,
    dispose: async () => {
      steps.dispose();
      health?.dispose();
      slots.dispose();
      model.dispose();
      await reader.close();
    },
  };
}

/** What stateful layers keep has the size of a full batch, which a pass tells; weights are as before then. */
async function makeStates(
  model: BuiltModel,
  objective: Objective,
  data: PackedData,
  reader: PackedReader,
  batchSize: number,
): Promise<void> {
  if (!model.states.isAskedFor) return;
  const raw = await reader.read(data.splits.train.slice(0, batchSize));
  const before = new VariableSnapshot(new Map(model.weights.map((weight) => [weight.path, tensorOf(weight)])));
  model.states.make(() => void objective.forward(toTensors(raw, data), true));
  before.restore();
  before.dispose();
}

const sizeOf = (shape: readonly (number | null)[]): number =>
  shape.reduce<number>((product, size) => product * (size ?? 1), 1);

/** The averages in the place of the weights that have one. */
function averaged({ weights, optimizer }: SessionSnapshot, slot: string | null): SessionSnapshot['weights'] {
  if (slot === null) return weights;
  return new Map([...weights].map(([path, own]) => [path, optimizer.get(`${slot}:${path}`) ?? own]));
}
