import { setTimeout as delay } from 'node:timers/promises';

const INTERVAL_MS = 100;

/**
 * Runs `work` and passes on the newest of what it reports, ten times a second at most. When the reader stops early, or
 * `signal` aborts, the work's own signal aborts and is waited for: nothing goes on behind the reader's back.
 */
export async function* withProgress<P, T>(
  work: (report: (progress: P) => void, signal: AbortSignal) => Promise<T>,
  signal?: AbortSignal,
): AsyncGenerator<P, T, void> {
  const own = new AbortController();
  let latest: { progress: P } | null = null;
  const report = (progress: P): void => {
    latest = { progress };
  };
  const running = work(report, signal ? AbortSignal.any([signal, own.signal]) : own.signal);
  const outcome = running.then(
    () => true,
    () => true,
  );
  const take = (): { progress: P } | null => {
    const taken = latest;
    latest = null;
    return taken;
  };
  try {
    let ended = false;
    while (!ended) {
      const timer = new AbortController();
      const tick = delay(INTERVAL_MS, false, { signal: timer.signal }).catch(() => false);
      ended = await Promise.race([outcome, tick]);
      timer.abort();
      const news = take();
      if (news) yield news.progress;
    }
    return await running;
  } finally {
    own.abort();
    await outcome;
  }
}
