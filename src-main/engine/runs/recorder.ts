import { isDiskFull } from '#main/transport/storage-error.ts';
import type { TrainerEvent } from '#shared/contract/trainer.ts';
import type { ThreadChoice } from '#shared/training/computing.ts';
import type { FullObservation } from '#shared/training/health/observation.ts';
import { isAtRest, type MetricPoint, type RunState, type TrainingProgress } from '#shared/training/run.ts';
import type { ErrorData } from '#shared/util/app-error.ts';
import { assertNever } from '#shared/util/assert-never.ts';
import type { EngineContext } from '../context.ts';
import type { WriteHandle } from '../db/database.ts';
import { deleteHealthAfter, insertHealth } from '../db/health.ts';
import { deletePointsAfter, insertPoints } from '../db/metrics.ts';
import { getRun, type RunPatch, updateRun } from '../db/runs.ts';
import { recordCheckpoint } from './record-checkpoint.ts';
import { move } from './state-machine.ts';

// Each save waits for the disk; four a second look live and cost next to nothing.
const SAVE_MS = 250;
const LISTS_EVERY_MS = 1000;

/** Writes what a trainer says about its run into the database, then tells those who watch. */
export class RunRecorder {
  #context: EngineContext;
  #run: string;
  #points: MetricPoint[] = [];
  #health: FullObservation[] = [];
  #progress: TrainingProgress | null = null;
  /** What found no room in the database, oldest first; points and progress wait by themselves. */
  #waiting: TrainerEvent[] = [];
  #timer: NodeJS.Timeout | null = null;
  #toldAt = Number.NEGATIVE_INFINITY;

  #threads: ThreadChoice | null = null;

  #onError: (error: unknown) => void;

  /** `onError` hears of a save that failed between two events: a full disk, for one. */
  constructor(context: EngineContext, run: string, onError: (error: unknown) => void) {
    this.#context = context;
    this.#run = run;
    this.#onError = onError;
  }

  /** What it is about to be computed with. */
  computesWith(threads: ThreadChoice | null): void {
    this.#threads = threads;
  }

  /** Throws where the disk has no room for it; then it waits, and all that comes after it. */
  take(event: TrainerEvent): void {
    const waits = event.type !== 'progress';
    if (waits && this.#waiting.length > 0) {
      this.#waiting.push(event);
      return;
    }
    try {
      this.#write(event);
    } catch (error) {
      if (waits && isDiskFull(error)) this.#waiting.push(event);
      throw error;
    }
  }

  /** Writes what waited for room; throws where there still is none. */
  catchUp(): void {
    this.flush();
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      this.#write(next);
      this.#waiting.shift();
    }
  }

  #write(event: TrainerEvent): void {
    switch (event.type) {
      case 'started':
        this.#save((tx) => {
          deletePointsAfter(tx, this.#run, event.step);
          const { parameters, engine, reason: engineReason, device, compilation } = event;
          const computing = { threads: device === 'gpu' ? null : this.#threads, device, compilation };
          updateRun(tx, this.#run, { parameters, engine, engineReason, computing });
          deleteHealthAfter(tx, this.#run, event.step);
        });
        this.become('running');
        return;
      case 'progress':
        this.#points.push(...event.points);
        this.#health.push(...event.health);
        this.#progress = event.progress;
        // The curve of epochs is what a person remembers of a run: it must not be behind its checkpoint after a kill.
        if (event.points.some(({ scope }) => scope === 'epoch')) this.flush();
        else this.#timer ??= setTimeout(() => this.tryFlush(), SAVE_MS);
        return;
      case 'paused':
        this.flush();
        if (this.state !== 'paused') this.become('paused', { error: event.problem });
        else if (event.problem) this.#save((tx) => updateRun(tx, this.#run, { error: event.problem }));
        return;
      case 'resumed':
        this.flush();
        this.becomeUnlessThere('running');
        return;
      case 'checkpoint':
        this.flush();
        this.#save((tx) => recordCheckpoint(tx, this.#run, event));
        this.#tellLists();
        return;
      case 'ended':
        this.flush();
        this.become(event.reason === 'stopped' ? 'stopped' : 'completed', { seconds: event.seconds });
        return;
      default:
        assertNever(event);
    }
  }

  /** What the trainer told since the last save. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const points = this.#points;
    const health = this.#health;
    const progress = this.#progress;
    if (points.length === 0 && !progress) return;
    const seconds = points.at(-1)?.seconds;
    this.#context.db.write((tx) => {
      insertPoints(tx, this.#run, points);
      insertHealth(tx, this.#run, health);
      updateRun(tx, this.#run, { ...(progress ? { progress } : {}), ...(seconds === undefined ? {} : { seconds }) });
    });
    // Not before they are saved: on a full disk they wait for room.
    this.#points = [];
    this.#health = [];
    this.#progress = null;
    if (points.length > 0) this.#context.runFeed.emit({ type: 'points', run: this.#run, points });
    this.#context.runFeed.emit({ type: 'changed', run: this.#run });
  }

  /** The same for nobody who could hear of a full disk: `onError` does. */
  tryFlush(): void {
    try {
      this.flush();
    } catch (error) {
      this.#onError(error);
    }
  }

  get state(): RunState {
    return getRun(this.#context.db.read, this.#run).run.state;
  }

  become(state: RunState, patch: RunPatch = {}): void {
    const { run } = getRun(this.#context.db.read, this.#run);
    const endedAt = isAtRest(state) ? new Date().toISOString() : null;
    this.#save((tx) => updateRun(tx, this.#run, { ...patch, state: move(run.state, state), endedAt }));
    this.#context.changes.emit({ kind: 'run', id: this.#run, project: run.projectId });
    this.#context.log.info({ run: this.#run, from: run.state, to: state, code: patch.error?.code }, 'run');
  }

  /** Pausing is told twice: by the answer to the request, and by the trainer. */
  becomeUnlessThere(state: RunState): void {
    if (this.state !== state) this.become(state);
  }

  fail(state: 'failed' | 'interrupted' | 'stopped', error: ErrorData | null): void {
    this.flush();
    this.become(state, { error });
  }

  /** Lists of runs show the best values so far; epochs of milliseconds must not make every window read them all the time. */
  #tellLists(): void {
    // Not by the clock on the wall, which may be set back.
    const now = performance.now();
    if (now - this.#toldAt < LISTS_EVERY_MS) return;
    this.#toldAt = now;
    const { run } = getRun(this.#context.db.read, this.#run);
    this.#context.changes.emit({ kind: 'run', id: run.id, project: run.projectId });
  }

  #save(work: (tx: WriteHandle) => void): void {
    this.#context.db.write(work);
    this.#context.runFeed.emit({ type: 'changed', run: this.#run });
  }
}
