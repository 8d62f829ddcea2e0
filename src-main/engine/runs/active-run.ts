import { setTimeout as delay } from 'node:timers/promises';
import { isDiskFull } from '#main/transport/storage-error.ts';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import type { PackedData, TrainerEvent, TrainingCommand } from '#shared/contract/trainer.ts';
import { isAtRest, type RunState } from '#shared/training/run.ts';
import { AppError, type ErrorData } from '#shared/util/app-error.ts';
import { newId } from '#shared/util/ids.ts';
import type { Trainer } from '../../transport/trainer-process.ts';
import type { EngineContext } from '../context.ts';
import { estimateSeconds } from '../datasets/estimate.ts';
import type { PackProgress } from '../datasets/packing/pack-version.ts';
import { listCheckpoints } from '../db/checkpoints.ts';
import type { RunRow } from '../db/runs.ts';
import { packForGraph } from '../evaluate/pack-for-graph.ts';
import { checkpointFolder } from '../home.ts';
import { chooseThreads } from './choose-threads.ts';
import { FREE_SPACE, outOfDisk } from './out-of-disk.ts';
import { RunRecorder } from './recorder.ts';
import { settleCheckpoints } from './settle-checkpoints.ts';
import { trainedOn } from './trained-on.ts';

/** A trainer that was told to stop finishes its batch and writes a checkpoint; after this long it is ended. */
const STOP_GRACE_MS = 30_000;
/** Less than the engine gives itself to close. */
const SHUTDOWN_GRACE_MS = 8_000;

/** Looks whether there is room on the disk again. */
const SAVE_AGAIN_MS = 1000;

/** How a run came to rest other than by its own end. */
export interface RunEnd {
  readonly state: 'failed' | 'interrupted' | 'stopped';
  readonly error: ErrorData | null;
}

/** What a person is told of a run while the database has no room for it. */
export interface UnsavedState {
  readonly state: RunState;
  readonly error: ErrorData | null;
}

type Wish = 'stop' | 'shutdown' | null;

/** The one run that is being trained: its process, and what was asked of it meanwhile. */
export class ActiveRun {
  readonly id: string;
  /** Resolves, never rejects, when the run is at rest and its process is gone. */
  readonly finished: Promise<void>;
  #context: EngineContext;
  #row: RunRow;
  #recorder: RunRecorder;
  #abort = new AbortController();
  #trainer: Trainer | null = null;
  #wish: Wish = null;
  #saveError: unknown = null;
  #preparing: RunSummary['preparing'] = null;
  #stopsAfterEpoch = false;
  #leave = new AbortController();
  #unsavedEnd: RunEnd | null = null;
  /** Why it waits for room in the database, which can't take that it is paused. */
  #held: ErrorData | null = null;
  #endWaits = Promise.withResolvers<void>();

  constructor(context: EngineContext, row: RunRow) {
    this.id = row.id;
    this.#context = context;
    this.#row = row;
    this.#recorder = new RunRecorder(context, row.id, (error) => this.#failToSave(error));
    this.finished = this.#work().finally(async () => {
      await this.#trainer?.stop();
    });
  }

  /** Resolves once the trainer has it. */
  async pause(): Promise<void> {
    await this.#control({ command: 'pause' });
    try {
      this.#recorder.becomeUnlessThere('paused');
    } catch (error) {
      this.#failToSave(error);
      throw error;
    }
  }

  /** Throws DISK_FULL where the database still has no room; a trainer that finds none for its checkpoint pauses again. */
  async resume(): Promise<void> {
    this.#recorder.catchUp();
    // Before it goes on: it may come to its end, or pause again, at once.
    if (this.#recorder.state !== 'running') this.#recorder.become('running', { error: null });
    this.#held = null;
    await this.#control({ command: 'resume' });
  }

  /** Nothing happens to a run that is still being prepared: then it is stopped at once. */
  async stopAfterEpoch(): Promise<void> {
    const { state } = this.#recorder;
    if (state !== 'running' && state !== 'paused') return this.stop();
    await this.#control({ command: 'stop-after-epoch' });
    this.#stopsAfterEpoch = true;
    this.#context.runFeed.emit({ type: 'changed', run: this.id });
  }

  async save(): Promise<void> {
    await this.#control({ command: 'save' });
  }

  async setLearningRate(rate: number): Promise<void> {
    await this.#control({ command: 'rate', rate });
  }

  async stop(): Promise<void> {
    this.#wish ??= 'stop';
    await Promise.race([this.#finishWithin(STOP_GRACE_MS), this.#endWaits.promise]);
  }

  /** The engine ends: the trainer keeps where it stands, so that the run can be taken up again later. */
  async shutDown(): Promise<void> {
    this.#leave.abort();
    this.#wish = 'shutdown';
    await this.#finishWithin(SHUTDOWN_GRACE_MS);
  }

  get trainer(): Trainer | null {
    return this.#trainer;
  }

  /** How many pictures are decoded so far; null before and after. */
  get preparing(): RunSummary['preparing'] {
    return this.#preparing;
  }

  get stopsAfterEpoch(): boolean {
    return this.#stopsAfterEpoch;
  }

  /** How it stands where the disk has no room to say so: it is over, or paused. */
  get unsaved(): UnsavedState | null {
    return this.#unsavedEnd ?? (this.#held && { state: 'paused', error: this.#held });
  }

  get isPaused(): boolean {
    return this.#held !== null || this.#recorder.state === 'paused';
  }

  async #finishWithin(graceMs: number): Promise<void> {
    const { state } = this.#recorder;
    if (!this.#trainer || (state !== 'running' && state !== 'paused')) {
      this.#abort.abort();
    } else {
      const timer = setTimeout(() => this.#cut(), graceMs);
      this.finished.finally(() => clearTimeout(timer));
      // A trainer that is just ending by itself no longer answers; that is as good.
      await this.#trainer.client.control({ command: 'stop' }).catch(() => {});
    }
    await this.finished;
  }

  /** Ends the work even where the trainer no longer answers. */
  #cut(): void {
    this.#abort.abort();
    void this.#trainer?.stop();
  }

  /**
   * Writes what the trainer has told so far into the database, for somebody who is about to read it: where the disk has no
   * room they read what is there, and the run pauses.
   */
  flush(): void {
    this.#recorder.tryFlush();
  }

  async #control(order: TrainingCommand): Promise<void> {
    if (!this.#trainer) {
      throw new AppError('CONFLICT', `The run is ${this.#recorder.state}; it can't be told to ${order.command} now.`);
    }
    await this.#trainer.client.control(order);
  }

  async #work(): Promise<void> {
    const { signal } = this.#abort;
    try {
      this.#recorder.become('preparing', { error: null });
      const data = await this.#prepare(signal);
      signal.throwIfAborted();
      const threads = await chooseThreads(this.#context, this.#row, data, signal);
      this.#recorder.computesWith(threads);
      const { device } = this.#row.config;
      const trainer = await this.#context.startTrainer({ run: this.id, threads: threads?.count, device });
      this.#trainer = trainer;
      signal.throwIfAborted();
      await this.#train(trainer, data);
    } catch (error) {
      await this.#end(this.#saveError ?? error);
    }
  }

  async #prepare(signal: AbortSignal): Promise<PackedData> {
    const { id, graph } = this.#row;
    const started = performance.now();
    const tell = (preparing: RunSummary['preparing']) => {
      this.#preparing = preparing;
      this.#context.runFeed.emit({ type: 'changed', run: id });
    };
    const onProgress = ({ done, total }: PackProgress) =>
      tell({ done, total, etaSeconds: estimateSeconds(done, total, performance.now() - started) });
    try {
      return await packForGraph(this.#context, trainedOn(this.#row, 'go on with'), graph, signal, onProgress);
    } finally {
      tell(null);
    }
  }

  async #train(trainer: Trainer, data: PackedData): Promise<void> {
    const { id, graph, config, resume } = this.#row;
    const job = { graph, config, data, resume, checkpoints: checkpointFolder(this.#context.home, id) };
    let isEnded = false;
    for await (const event of await trainer.client.train(job, { signal: this.#abort.signal })) {
      if (event.type === 'ended') isEnded = true;
      if (event.type === 'ended' && event.reason === 'stopped' && this.#wish === 'shutdown') {
        this.#recorder.fail('interrupted', this.#closedWhileTraining());
      } else {
        this.#take(event);
      }
    }
    if (this.#saveError !== null) throw this.#saveError;
    this.#recorder.catchUp();
    if (!isEnded) this.#abort.signal.throwIfAborted();
    if (!isEnded) throw new AppError('TRAINER_FAILED', 'The training process ended its report too early.');
  }

  #take(event: TrainerEvent): void {
    try {
      this.#recorder.take(event.type === 'paused' ? { ...event, problem: this.#whyPaused(event.problem) } : event);
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      this.#failToSave(error);
    }
  }

  /** Without room in the database the run pauses, and what its trainer still tells is kept in memory. */
  #failToSave(error: unknown): void {
    if (this.#saveError !== null || this.#held !== null) return;
    if (!isDiskFull(error) || !this.#trainer) {
      this.#saveError = error;
      this.#abort.abort();
      return;
    }
    this.#held = this.#pausedByDisk(detailsOf(error));
    this.#context.log.warn({ run: this.id, err: error }, 'a run waits for room on the disk');
    this.#tellUnsaved();
    // A trainer that ends in this moment no longer answers; its end is told.
    this.#trainer.client.control({ command: 'pause' }).catch(() => {});
  }

  #tellUnsaved(): void {
    this.#context.runFeed.emit({ type: 'changed', run: this.id });
    this.#context.changes.emit({ kind: 'run', id: this.id, project: this.#row.projectId });
  }

  /** Something came in between: it is written down as far as the disk allows. */
  async #end(error: unknown): Promise<void> {
    const hasDied = this.#trainer?.port.closed === true;
    try {
      await this.#trainer?.stop();
      if (isAtRest(this.#recorder.state)) return;
      await this.#saveEnd(error, hasDied);
    } catch (second) {
      // Recovery at the next start puts it right.
      this.#context.log.error({ run: this.id, err: second }, 'the end of a run could not be saved');
    }
  }

  /** A disk that is full can't take the end either: it is told from memory, and written as soon as there is room. */
  async #saveEnd(error: unknown, hasDied: boolean): Promise<void> {
    for (;;) {
      try {
        this.#recorder.catchUp();
        await settleCheckpoints(this.#context, this.id);
        if (isAtRest(this.#recorder.state)) return;
        const end = this.#judge(error, hasDied);
        this.#recorder.fail(end.state, end.error);
        return;
      } catch (second) {
        if (!isDiskFull(second) || this.#leave.signal.aborted) throw second;
        if (!this.#unsavedEnd)
          this.#context.log.warn({ run: this.id, err: second }, 'a run waits for room on the disk');
        this.#unsavedEnd = this.#judge(error, hasDied);
        this.#endWaits.resolve();
        this.#tellUnsaved();
        await delay(SAVE_AGAIN_MS, undefined, { signal: this.#leave.signal }).catch(() => {});
      }
    }
  }

  /** Which state is it, and what does the person read? */
  #judge(error: unknown, hasDied: boolean): RunEnd {
    if (isDiskFull(error)) return { state: 'interrupted', error: this.#ranOutOfDisk(error) };
    const isAsked = this.#saveError === null;
    if (isAsked && this.#wish === 'stop') return { state: 'stopped', error: null };
    if (isAsked && this.#wish === 'shutdown') {
      return { state: 'interrupted', error: this.#closedWhileTraining() };
    }
    if (error instanceof AppError && error.code === 'TRAINER_FAILED' && (hasDied || error.details.signal)) {
      this.#context.log.warn({ run: this.id, details: error.details }, 'trainer died');
      const { signal, code } = this.#trainer ? exitOf(this.#trainer) : error.details;
      const died = interruption(this.#context, this.id, diedHow(signal, code));
      return { state: 'interrupted', error: { ...died, details: error.details } };
    }
    return { state: 'failed', error: this.#asData(error) };
  }

  #ranOutOfDisk(error: unknown): ErrorData {
    const next = whereResumeContinues(this.#context, this.id);
    return outOfDisk(this.#context.home.folder, detailsOf(error), `this run was interrupted. ${FREE_SPACE} ${next}`);
  }

  /** Null: it was told to. */
  #whyPaused(problem: ErrorData | null): ErrorData | null {
    return this.#held ?? (problem && this.#pausedByDisk(problem.details));
  }

  #pausedByDisk(details: ErrorData['details']): ErrorData {
    const next = 'It goes on from where it stands; its last checkpoint is kept meanwhile.';
    return outOfDisk(this.#context.home.folder, details, `this run is paused. ${FREE_SPACE} ${next}`);
  }

  #closedWhileTraining(): ErrorData {
    return interruption(this.#context, this.id, 'Strata was closed');
  }

  #asData(error: unknown): ErrorData {
    if (error instanceof AppError) return error.toData();
    const id = newId('err');
    this.#context.log.error({ id, run: this.id, err: error }, 'run failed');
    return {
      code: 'INTERNAL',
      message: `Something went wrong inside Strata (${id}). The log has the details.`,
      details: { id },
    };
  }
}

const detailsOf = (error: unknown): ErrorData['details'] => (error instanceof AppError ? error.details : {});

const exitOf = ({ process }: Trainer) => ({ signal: process.signalCode, code: process.exitCode });

function diedHow(signal: unknown, code: unknown): string {
  if (signal === 'SIGKILL') {
    return 'The training process was killed; often the machine ran out of memory (try a smaller batch)';
  }
  if (signal) return `The training process crashed (${signal})`;
  return `The training process ended by itself${typeof code === 'number' ? ` (code ${code})` : ''}`;
}

/** What a person reads on an interrupted run: why, and from where it can go on. */
export function interruption(context: EngineContext, run: string, why: string): ErrorData {
  const next = whereResumeContinues(context, run);
  return { code: 'TRAINER_FAILED', message: `${why} while this run was training. ${next}`, details: {} };
}

function whereResumeContinues(context: EngineContext, run: string): string {
  const last = listCheckpoints(context.db.read, run).find((checkpoint) => checkpoint.kind === 'last');
  return last
    ? `Resume continues after step ${last.step}, in epoch ${last.epoch + 1}.`
    : 'Resume starts it again: it has no checkpoint yet.';
}
