import { Worker } from 'node:worker_threads';
import { AppError, type ErrorData } from '#shared/util/app-error.ts';
import type { RowSource } from './row-source.ts';

export interface FillOrder {
  readonly order: number;
  readonly rows: readonly number[];
  /** In the order of the sources. */
  readonly buffers: readonly SharedArrayBuffer[];
}

/** `order` null: the thread has started. */
export interface FillReport {
  readonly order: number | null;
  readonly error: ErrorData | null;
}

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: AppError) => void;
}

/** Batches that exist at once: one is being trained on, and the others are filled meanwhile. */
const SLOTS = 3;

/** Memory for one batch, a part for each source; shared with the thread, so that nothing is copied or given back. */
export type Slot = readonly SharedArrayBuffer[];

const PROGRAM = new URL('./reader-worker.ts', import.meta.url);

/**
 * A thread that reads rows into memory that was there before. Reading in Node's own threads costs the main thread a
 * promise a row and new memory for each batch: more than reading itself, from a file that the system has in memory.
 */
export class ReaderThread {
  readonly #worker: Worker;
  readonly #sources: readonly RowSource[];
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended: Promise<void>;
  #slots: readonly Slot[] = [];
  #rows = 0;
  #orders = 0;
  #alive = true;

  private constructor(worker: Worker, sources: readonly RowSource[]) {
    this.#worker = worker;
    this.#sources = sources;
    worker.on('message', ({ order, error }: FillReport) => this.#report(order, error));
    worker.on('error', (error) => this.#died(error.message));
    this.#ended = new Promise((resolve) => {
      worker.on('exit', (code) => {
        this.#died(`it ended with ${code}`);
        resolve();
      });
    });
    // Idle, it must not keep the process alive.
    worker.unref();
  }

  /** Null where no thread can be started. */
  static async start(sources: readonly RowSource[], program: URL = PROGRAM): Promise<ReaderThread | null> {
    try {
      const thread = new ReaderThread(
        new Worker(program, { workerData: sources, name: 'reader', execArgv: [] }),
        sources,
      );
      await thread.#next(STARTED);
      return thread;
    } catch {
      return null;
    }
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** Memory for batches of so many rows; the same as before where it is large enough. */
  slots(rows: number): readonly Slot[] {
    if (rows > this.#rows) {
      this.#rows = rows;
      this.#slots = Array.from({ length: SLOTS }, () =>
        this.#sources.map(({ rowBytes }) => new SharedArrayBuffer(rows * rowBytes)),
      );
    }
    return this.#slots;
  }

  /** @throws AppError where the rows can't be read, or the thread has died. */
  async fill(slot: Slot, rows: readonly number[]): Promise<void> {
    const order = ++this.#orders;
    const filled = this.#next(order);
    this.#worker.postMessage({ order, rows, buffers: slot } satisfies FillOrder);
    await filled;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
    await this.#ended;
  }

  #next(order: number): Promise<void> {
    if (!this.#alive) return Promise.reject(died('it ended before'));
    if (this.#waiting.size === 0) this.#worker.ref();
    return new Promise((resolve, reject) => this.#waiting.set(order, { resolve, reject }));
  }

  #report(order: number | null, error: ErrorData | null): void {
    const found = this.#waiting.get(order ?? STARTED);
    this.#waiting.delete(order ?? STARTED);
    if (this.#waiting.size === 0) this.#worker.unref();
    if (error) found?.reject(new AppError(error.code, error.message, error.details));
    else found?.resolve();
  }

  #died(why: string): void {
    this.#alive = false;
    for (const { reject } of this.#waiting.values()) reject(died(why));
    this.#waiting.clear();
  }
}

const STARTED = 0;

const died = (why: string): AppError =>
  new AppError(
    'TRAINER_FAILED',
    `The thread that reads the data has died: ${why}. Resume the run from its last checkpoint.`,
  );
