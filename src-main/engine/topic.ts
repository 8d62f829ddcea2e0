type Listener<T> = (event: T) => void;

// A window that hangs must not fill the engine's memory; what it misses it reads again when it comes back.
const BACKLOG = 10_000;

/** Events inside the engine: anyone tells, anyone listens, nothing is kept for those who come later. */
export class Topic<T> {
  #listeners = new Set<Listener<T>>();

  emit(event: T): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  /** Returns the function that ends it. */
  listen(listener: Listener<T>): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Every event from now on, until `signal` aborts or the reader stops. */
  async *stream(signal?: AbortSignal): AsyncGenerator<T, void, void> {
    let waiting: T[] = [];
    let wake = Promise.withResolvers<void>();
    const ring = () => wake.resolve();
    const end = this.listen((event) => {
      if (waiting.length < BACKLOG) waiting.push(event);
      ring();
    });
    signal?.addEventListener('abort', ring, { once: true });
    try {
      while (!signal?.aborted) {
        const batch = waiting;
        waiting = [];
        for (const event of batch) yield event;
        if (waiting.length > 0 || signal?.aborted) continue;
        wake = Promise.withResolvers<void>();
        await wake.promise;
      }
    } finally {
      end();
      signal?.removeEventListener('abort', ring);
    }
  }
}
