import { setImmediate } from 'node:timers/promises';
import type { TrainerEvent, TrainJob } from '#shared/contract/trainer.ts';
import type { FullObservation } from '#shared/training/health/observation.ts';
import { isBetter, monitored } from '#shared/training/monitored.ts';
import type { MetricValues, RunConfig } from '#shared/training/run.ts';
import { AppError } from '#shared/util/app-error.ts';
import { inBatches } from '../batches/epoch-plan.ts';
import { readAhead } from '../batches/read-ahead.ts';
import { HealthWatch } from '../health/watch.ts';
import { requireAskedDevice, usedDevice } from '../runtime/device.ts';
import type { Control } from './control.ts';
import { explainFailure, explainLoss } from './explain-error.ts';
import { learningRate } from './learning-rate.ts';
import { Meter } from './meter.ts';
import { MetricBoard, type MetricSums, noSums } from './metric-board.ts';
import { afterEpoch } from './plateau.ts';
import { openSession, type TrainingSession } from './session.ts';
import type { StepResult } from './step-functions.ts';
import { TrainingClock } from './training-clock.ts';

type Ending = Extract<TrainerEvent, { type: 'ended' }>['reason'];

/** Trains a job from its start or its last checkpoint; ends after `ended`, throws an AppError otherwise. */
export async function* train(job: TrainJob, control: Control): AsyncGenerator<TrainerEvent> {
  let session: TrainingSession | undefined;
  try {
    requireAskedDevice(job.config.device);
    session = await openSession(job, {
      checkpoint: job.resume ? `${job.checkpoints}/last` : null,
      watched: job.config.health === 'on',
    });
    yield* new Training(job, control, session).run();
  } catch (error) {
    throw explainFailure(error, job.config);
  } finally {
    await session?.dispose();
  }
}

/** Whether the learning rate is worth a curve of its own. */
const changesRate = ({ schedule, plateau }: RunConfig): boolean => schedule.name !== 'constant' || plateau !== null;

const lossOf = ({ sums, samples }: StepResult): number => (sums[0] ?? Number.NaN) / samples;

/** One training from `started` to `ended`. */
class Training {
  readonly #job: TrainJob;
  readonly #control: Control;
  readonly #session: TrainingSession;
  readonly #clock: TrainingClock;
  readonly #meter: Meter;
  readonly #board: MetricBoard;
  readonly #watch: HealthWatch;
  /** What was seen of layers since the last message. */
  #seen: FullObservation[] = [];
  readonly #stepsPerEpoch: number;

  constructor(job: TrainJob, control: Control, session: TrainingSession) {
    this.#job = job;
    this.#control = control;
    this.#session = session;
    this.#stepsPerEpoch = Math.ceil(job.data.splits.train.length / job.config.batchSize);
    this.#board = new MetricBoard(session.objective);
    this.#watch = new HealthWatch(session.steps, job.config.epochs * this.#stepsPerEpoch);
    this.#clock = new TrainingClock(session.state.seconds);
    this.#meter = new Meter(job.config.epochs, this.#stepsPerEpoch);
  }

  async *run(): AsyncGenerator<TrainerEvent> {
    const { state, steps, parameters } = this.#session;
    const { engine, reason: engineReason, compilation } = steps;
    const { epoch, step } = state;
    const device = usedDevice();
    yield { type: 'started', parameters, engine, reason: engineReason, device, compilation, epoch, step };
    let reason: Ending = 'completed';
    while (state.epoch < this.#job.config.epochs) {
      yield* this.#trainEpoch();
      const metrics = this.#control.stopped ? null : yield* this.#finishEpoch();
      if (metrics === null) {
        yield this.#progress();
        yield* this.#save('last', {});
        reason = 'stopped';
        break;
      }
      const { plateau } = this.#job.config;
      if (plateau) this.#session.state.plateau = afterEpoch(plateau, metrics, this.#session.state.plateau);
      if (this.#isEnough(metrics)) reason = 'early-stopping';
      yield* this.#saveEpoch(metrics);
      if (reason === 'completed' && this.#control.stopsAfterEpoch && state.epoch < this.#job.config.epochs) {
        reason = 'stopped';
      }
      if (reason !== 'completed') break;
    }
    yield { type: 'ended', reason, seconds: this.#clock.seconds };
  }

  /** The batches that the present epoch still lacks: all of them, unless the run was stopped within it. */
  async *#trainEpoch(): AsyncGenerator<TrainerEvent> {
    const { config } = this.#job;
    const { state, reader } = this.#session;
    if (state.batch === 0) this.#session.beginEpoch();
    const batches = this.#session.batches(state.epoch).slice(state.batch);
    let mark = this.#clock.seconds;
    for await (const raw of readAhead(reader, batches)) {
      yield* this.#obey();
      if (this.#control.stopped) return;
      yield* this.#grant();
      const rate = learningRate(config, this.#stepsPerEpoch, state);
      const { result, reading } = this.#watch.train(raw, state.step, rate);
      if (reading) this.#seen.push({ step: state.step + 1, epoch: state.epoch + 1, ...reading });
      state.rate = rate;
      const loss = lossOf(result);
      if (!Number.isFinite(loss)) {
        yield this.#progress();
        throw explainLoss(loss, raw, config, state);
      }
      state.step++;
      state.batch++;
      this.#board.add(state.sums, raw, result);
      state.seconds = this.#clock.seconds;
      const values = this.#board.ofBatch(result);
      const point = {
        scope: 'batch' as const,
        step: state.step,
        epoch: state.epoch + 1,
        seconds: state.seconds,
        values,
      };
      // Waiting for data counts: the speed is what a person sees.
      this.#meter.step(point, result.samples, state.seconds - mark);
      mark = state.seconds;
      if (this.#meter.due(state.seconds)) yield this.#progress();
      // Lets commands in: a step itself blocks everything.
      await setImmediate();
    }
  }

  /** Validates, reports and moves on to the next epoch; null when a stop came in between. */
  async *#finishEpoch(): AsyncGenerator<TrainerEvent, MetricValues | null> {
    const { state } = this.#session;
    const began = this.#clock.seconds;
    const validation = yield* this.#validate();
    if (validation === null) return null;
    const metrics: MetricValues = { ...this.#board.values(state.sums) };
    if (changesRate(this.#job.config) || state.baseRate !== null) metrics.learning_rate = state.rate;
    for (const [name, value] of Object.entries(this.#board.values(validation))) metrics[`val_${name}`] = value;
    state.seconds = this.#clock.seconds;
    state.epoch++;
    state.batch = 0;
    state.sums = noSums();
    const point = {
      scope: 'epoch' as const,
      step: state.step,
      epoch: state.epoch,
      seconds: state.seconds,
      values: metrics,
    };
    this.#meter.epoch(point, state.seconds - began);
    yield this.#progress();
    return metrics;
  }

  async *#validate(): AsyncGenerator<TrainerEvent, MetricSums | null> {
    const { config, data } = this.#job;
    const { state, steps, reader } = this.#session;
    const sums = noSums();
    for await (const raw of readAhead(reader, inBatches(data.splits.validation, config.batchSize))) {
      yield* this.#obey();
      if (this.#control.stopped) return null;
      const result = steps.evaluateStep(raw);
      // The epoch's last step can be the one that spoils the weights, which only shows here.
      const loss = lossOf(result);
      if (!Number.isFinite(loss)) throw explainLoss(loss, raw, config, { ...state, batch: state.batch - 1 });
      this.#board.add(sums, raw, result);
      await setImmediate();
    }
    return sums;
  }

  /** Waits while paused. */
  async *#obey(): AsyncGenerator<TrainerEvent> {
    if (!this.#control.paused) return;
    this.#clock.pause();
    yield this.#progress();
    yield { type: 'paused', problem: null };
    while (this.#control.paused) {
      if (this.#control.wantsSomething) yield* this.#grant();
      else await this.#control.changed();
    }
    this.#clock.resume();
    if (!this.#control.stopped) yield { type: 'resumed' };
  }

  /** Does what was asked for while it trains; another rate is kept at once, so that a kill doesn't undo it. */
  async *#grant(): AsyncGenerator<TrainerEvent> {
    const rate = this.#control.takeRate();
    if (rate !== null) this.#session.state.baseRate = rate;
    if (this.#control.takeSave() || rate !== null) yield* this.#save('last', {});
  }

  /** Early stopping's decision; keeps its count in the state. */
  #isEnough(metrics: MetricValues): boolean {
    const rule = this.#job.config.earlyStopping;
    if (!rule) return false;
    const kept = this.#session.state.earlyStopping;
    const found = monitored(metrics, rule.monitor);
    if (found && isBetter(found, kept.best)) {
      kept.best = found.value;
      kept.wait = 0;
      return false;
    }
    kept.wait++;
    return kept.wait >= rule.patience;
  }

  async *#saveEpoch(metrics: MetricValues): AsyncGenerator<TrainerEvent> {
    const { state } = this.#session;
    const { best } = this.#job.config;
    const found = monitored(metrics, best);
    if (found && isBetter(found, state.best)) {
      state.best = found.value;
      yield* this.#save('best', metrics);
    }
    yield* this.#save('last', metrics);
  }

  async *#save(kind: 'best' | 'last', metrics: MetricValues): AsyncGenerator<TrainerEvent> {
    const { epoch, step } = this.#session.state;
    for (;;) {
      try {
        const bytes = await this.#session.save(`${this.#job.checkpoints}/${kind}`, kind, metrics);
        yield { type: 'checkpoint', kind, epoch, step, metrics, bytes };
        return;
      } catch (error) {
        if (!(error instanceof AppError && error.code === 'DISK_FULL') || this.#control.stopped) throw error;
        yield* this.#hold(error);
      }
    }
  }

  /** Pauses by itself, with all that it has learned in memory, until a person has made room. */
  async *#hold(error: AppError): AsyncGenerator<TrainerEvent> {
    this.#control.hold();
    this.#clock.pause();
    yield this.#progress();
    yield { type: 'paused', problem: error.toData() };
    while (this.#control.paused) await this.#control.changed();
    this.#clock.resume();
    if (!this.#control.stopped) yield { type: 'resumed' };
  }

  #progress(): TrainerEvent {
    const now = this.#clock.seconds;
    const health = this.#seen;
    this.#seen = [];
    return { type: 'progress', ...this.#meter.take(now, this.#session.state), health };
  }
}
