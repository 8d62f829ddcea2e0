import { join } from 'node:path';
import type { TrainJob } from '#shared/contract/trainer.ts';
import type { Compilation } from '#shared/training/computing.ts';
import type { MetricValues } from '#shared/training/run.ts';
import { readWeights } from '../build/weights.ts';
import { differenceOf } from '../loop/compare-replay.ts';
import { learningRate } from '../loop/learning-rate.ts';
import { MetricBoard, noSums } from '../loop/metric-board.ts';
import { openSession } from '../loop/session.ts';
import type { StepResult } from '../loop/step-functions.ts';

type Job = Pick<TrainJob, 'graph' | 'config' | 'data'>;

export interface Trajectory {
  readonly engine: 'eager' | 'graph';
  readonly reason: string | null;
  readonly compilation: Compilation | null;
  readonly losses: Float32Array;
  readonly weights: ReadonlyMap<string, Float32Array>;
  readonly evaluated: number;
  /** Of the validation rows. */
  readonly metrics: MetricValues;
}

/** A training that is saved before a step, ended, and goes on from its checkpoint. */
interface Cut {
  readonly before: number;
  readonly folder: string;
}

/** So many steps of a training, by replay or eagerly, in the order in which the training takes its batches. */
export async function steps(job: Job, count: number, cut: Cut | null = null): Promise<Trajectory> {
  let session = await openSession(job);
  try {
    const { train } = job.data.splits;
    const perEpoch = Math.ceil(train.length / job.config.batchSize);
    const losses = new Float32Array(count);
    for (let step = 0; step < count; step++) {
      if (step === cut?.before) {
        await session.save(cut.folder, 'last', {});
        await session.dispose();
        session = await openSession(job, { checkpoint: cut.folder });
      }
      if (step % perEpoch === 0) session.beginEpoch();
      const epoch = session.batches(Math.floor(step / perEpoch));
      const raw = await session.reader.read(epoch[step % perEpoch] ?? []);
      const rate = learningRate(job.config, perEpoch, { ...session.state, step });
      losses[step] = lossOf(session.steps.trainStep(raw, step, rate));
    }
    const validation = job.data.splits.validation.slice(0, job.config.batchSize);
    const raw = await session.reader.read(validation);
    const result = session.steps.evaluateStep(raw);
    const [board, sums] = [new MetricBoard(session.objective), noSums()];
    board.add(sums, raw, result);
    session.steps.pull();
    const weights = new Map(
      [...readWeights(session.model.weights)].map(([path, { values }]) => [path, Float32Array.from(values)]),
    );
    const { engine, reason, compilation } = session.steps;
    return { engine, reason, compilation, losses, weights, evaluated: lossOf(result), metrics: board.values(sums) };
  } finally {
    await session.dispose();
  }
}

const lossOf = ({ sums }: StepResult): number => sums[0] ?? Number.NaN;

export interface Difference {
  readonly reason: string | null;
  /** The largest relative difference of a step's loss. */
  readonly loss: number;
  /** The largest difference of a weight, as a share of the largest number in its array. */
  readonly weights: number;
  /** The relative difference of each metric, by its name. */
  readonly metrics: ReadonlyMap<string, number>;
  /** What a bit differs in once the run is cut off half way and resumed: losses, weights by their path. Null: not tried. */
  readonly resumed: readonly string[] | null;
}

/** Trains by replay, eagerly, and, where there is a folder for its checkpoint, by replay with a resume half way. */
export async function compareEngines(job: Job, count: number, folder: string | null): Promise<Difference> {
  const replayed = await steps(job, count);
  const cut = folder && { before: Math.floor(count / 2), folder: join(folder, 'checkpoint') };
  const resumed = cut ? await steps(job, count, cut) : null;
  const eager = await steps({ ...job, config: { ...job.config, engine: 'eager' } }, count);
  const relative = (one: number, other: number): number =>
    Object.is(one, other) ? 0 : Math.abs(one - other) / Math.max(1e-3, Math.abs(other));
  return {
    reason: replayed.reason,
    loss: Math.max(
      relative(replayed.evaluated, eager.evaluated),
      ...replayed.losses.map((loss, step) => relative(loss, eager.losses[step] ?? Number.NaN)),
    ),
    weights: Math.max(
      0,
      ...[...eager.weights].map(([path, values]) => differenceOf(values, replayed.weights.get(path))),
    ),
    metrics: new Map(
      Object.entries(eager.metrics).map(([name, value]) => {
        const other = replayed.metrics[name] ?? null;
        return [name, value === null ? (other === null ? 0 : Number.NaN) : relative(other ?? Number.NaN, value)];
      }),
    ),
    resumed: resumed && unequal(replayed, resumed),
  };
}

/** Losses and weights by their path, where a bit differs. */
function unequal(one: Trajectory, other: Trajectory): string[] {
  const same = (mine: Float32Array, its?: Float32Array) =>
    its && Buffer.from(mine.buffer).equals(Buffer.from(its.buffer));
  return [
    ...(same(one.losses, other.losses) && Object.is(one.evaluated, other.evaluated) ? [] : ['losses']),
    ...[...one.weights].flatMap(([path, values]) => (same(values, other.weights.get(path)) ? [] : [path])),
  ];
}
