/** What may happen between two values of a stream that crosses a port. */
export interface StreamHooks {
  signal: AbortSignal | undefined;
  /** Awaited before the next value is asked for; false: nobody is there to take it. */
  ready(): Promise<boolean>;
  mapError(error: unknown): unknown;
}

export function isAsyncIterator(value: unknown): value is AsyncIterator<unknown> & AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value && 'next' in value;
}

/**
 * A stream with backpressure, mapped errors, and an end at once when it is cancelled. oRPC alone sees a cancellation only
 * after the next value, which for a quiet subscription may never come.
 */
export function guardStream(
  source: AsyncIterator<unknown>,
  hooks: StreamHooks,
): AsyncIterableIterator<unknown, unknown, undefined> {
  const { signal } = hooks;
  const leave = () => {
    // A generator that waits for its next value answers only after it: not awaited.
    source.return?.()?.catch(() => {});
    return { done: true as const, value: undefined };
  };
  return {
    async next() {
      const isWanted = await hooks.ready();
      if (!isWanted || signal?.aborted) return leave();
      try {
        const result = await untilAborted(source.next(), signal);
        return result === ABORTED ? leave() : result;
      } catch (error) {
        throw hooks.mapError(error);
      }
    },
    async return(value) {
      leave();
      return { done: true, value };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

const ABORTED = Symbol('aborted');

/** The listener is taken off after each value: a stream of days must not collect one for each. */
function untilAborted<T>(next: Promise<T>, signal: AbortSignal | undefined): Promise<T | typeof ABORTED> {
  if (!signal) return next;
  return new Promise((resolve, reject) => {
    const onAbort = () => resolve(ABORTED);
    signal.addEventListener('abort', onAbort, { once: true });
    next.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
