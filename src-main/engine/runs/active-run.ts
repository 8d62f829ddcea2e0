import type { RunSummary } from '#shared/contract/requests/runs.ts';
import type { PackedData } from '#shared/contract/trainer.ts';
import { isAtRest } from '#shared/training/run.ts';
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
import { RunRecorder } from './recorder.ts';
import { settleCheckpoints } from './settle-checkpoints.ts';

/** A trainer that was told to stop finishes its batch and writes a checkpoint; after this long it is ended. */
const STOP_GRACE_MS = 30_000;
/** Less than the engine gives itself to close. */
const SHUTDOWN_GRACE_MS = 8_000;

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

  constructor(context: EngineContext, row: RunRow) {
    this.id = row.id;
    this.#context = context;
    this.#row = row;
    this.#recorder = new RunRecorder(context, row.id, (error) => {
      this.#saveError = error;
      this.#abort.abort();
    });
    this.finished = this.#work().finally(async () => {
      await this.#trainer?.stop();
    });
  }

  /** Resolves once the trainer has it. */
  async pause(): Promise<void> {
    await this.#control('pause');
    this.#recorder.becomeUnlessThere('paused');
  }

  async resume(): Promise<void> {
    await this.#control('resume');
    this.#recorder.becomeUnlessThere('running');
  }

  async stop(): Promise<void> {
    this.#wish ??= 'stop';
    await this.#finishWithin(STOP_GRACE_MS);
  }

  /** The engine ends: the trainer keeps where it stands, so that the run can be taken up again later. */
  async shutDown(): Promise<void> {
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

  get isPaused(): boolean {
    return this.#recorder.state === 'paused';
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

  save(): void {
    this.#recorder.flush();
  }

  async #control(command: 'pause' | 'resume'): Promise<void> {
    if (!this.#trainer) throw new AppError('CONFLICT', `The run is ${this.#recorder.state}; it can't ${command} now.`);
    await this.#trainer.client.control({ command });
  }

  async #work(): Promise<void> {
    const { signal } = this.#abort;
    try {
      this.#recorder.become('preparing', { error: null });
      const data = await this.#prepare(signal);
      signal.throwIfAborted();
      const trainer = await this.#context.startTrainer(this.id);
      this.#trainer = trainer;
      signal.throwIfAborted();
      await this.#train(trainer, data);
    } catch (error) {
      await this.#end(this.#saveError ?? error);
    }
  }

  async #prepare(signal: AbortSignal): Promise<PackedData> {
    const { id, datasetVersionId, graph } = this.#row;
    const started = performance.now();
    const tell = (preparing: RunSummary['preparing']) => {
      this.#preparing = preparing;
      this.#context.runFeed.emit({ type: 'changed', run: id });
    };
    const onProgress = ({ done, total }: PackProgress) =>
      tell({ done, total, etaSeconds: estimateSeconds(done, total, performance.now() - started) });
    try {
      return await packForGraph(this.#context, datasetVersionId, graph, signal, onProgress);
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
        this.#recorder.take(event);
      }
    }
    if (!isEnded) this.#abort.signal.throwIfAborted();
    if (!isEnded) throw new AppError('TRAINER_FAILED', 'The training process ended its report too early.');
  }

  /** Something came in between: it is written down as far as the disk allows. */
  async #end(error: unknown): Promise<void> {
    const hasDied = this.#trainer?.port.closed === true;
    try {
      await this.#trainer?.stop();
      const state = this.#recorder.state;
      if (isAtRest(state)) return;
      this.#recorder.flush();
      await settleCheckpoints(this.#context, this.id);
      const end = this.#judge(error, hasDied);
      this.#recorder.fail(end.state, end.error);
    } catch (second) {
      // A disk that is full can't take the state either; recovery at the next start puts it right.
      this.#context.log.error({ run: this.id, err: second }, 'the end of a run could not be saved');
    }
  }

  /** Which state is it, and what does the person read? */
  #judge(error: unknown, hasDied: boolean): { state: 'failed' | 'interrupted' | 'stopped'; error: ErrorData | null } {
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
  const last = listCheckpoints(context.db.read, run).find((checkpoint) => checkpoint.kind === 'last');
  const next = last
    ? `Resume continues after step ${last.step}, in epoch ${last.epoch + 1}.`
    : 'Resume starts it again: it has no checkpoint yet.';
  return { code: 'TRAINER_FAILED', message: `${why} while this run was training. ${next}`, details: {} };
}
