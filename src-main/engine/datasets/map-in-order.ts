/**
 * Works on up to `parallel` items at once and gives the results in the order of the items. A slow item holds the others
 * up only after a few dozen results wait behind it, so memory stays bounded.
 */
export async function* mapInOrder<T, R>(
  items: readonly T[],
  parallel: number,
  work: (item: T, index: number) => Promise<R>,
): AsyncGenerator<R, void, void> {
  const limit = parallel * 16;
  const results: Promise<R>[] = [];
  let free = parallel;
  const waiting: (() => void)[] = [];
  let started = 0;
  let stopped = false;

  async function run(item: T, index: number): Promise<R> {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      if (stopped) throw new Error('stopped');
      return await work(item, index);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  }

  try {
    for (;;) {
      while (results.length < limit && started < items.length) {
        const result = run(items[started] as T, started);
        // A failure is thrown when its turn comes; until then it is not an unhandled one.
        result.catch(() => {});
        results.push(result);
        started++;
      }
      const next = results.shift();
      if (!next) return;
      yield await next;
    }
  } finally {
    stopped = true;
    await Promise.allSettled(results);
  }
}
