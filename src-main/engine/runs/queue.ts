import type { EngineContext } from '../context.ts';
import { listInStates, updateRun } from '../db/runs.ts';
import { ActiveRun, interruption } from './active-run.ts';
import { settleCheckpoints } from './settle-checkpoints.ts';

/** One training at a time, first come first served. What waits is in the database: it outlives the engine. */
export class RunQueue {
  #context: EngineContext;
  #active: ActiveRun | null = null;
  #isClosed = false;

  constructor(context: EngineContext) {
    this.#context = context;
  }

  /** Called once, before anything else: nobody trains the runs that the last engine left in the middle. */
  async recover(): Promise<void> {
    const { db } = this.#context;
    for (const run of listInStates(db.read, ['preparing', 'running', 'paused'])) {
      await settleCheckpoints(this.#context, run.id);
      const error = interruption(this.#context, run.id, 'Strata ended');
      db.write((tx) => updateRun(tx, run.id, { state: 'interrupted', error, endedAt: new Date().toISOString() }));
    }
    this.kick();
  }

  /** Starts the next run if none is going on. */
  kick(): void {
    if (this.#active || this.#isClosed) return;
    const next = listInStates(this.#context.db.read, ['queued'])[0];
    if (!next) return;
    const active = new ActiveRun(this.#context, next);
    this.#active = active;
    active.finished.finally(() => {
      this.#active = null;
      this.kick();
    });
  }

  active(run: string): ActiveRun | null {
    return this.#active?.id === run ? this.#active : null;
  }

  /** A paused run doesn't count: it is kept when the engine ends, and goes on from there. */
  get isBusy(): boolean {
    return this.#active !== null && !this.#active.isPaused;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#active?.shutDown();
  }
}
