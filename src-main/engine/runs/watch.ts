import { setTimeout as delay } from 'node:timers/promises';
import type { RunEvent } from '#shared/contract/requests/runs.ts';
import type { MetricPoint } from '#shared/training/run.ts';
import { thinPoints } from '#shared/training/thin-points.ts';
import type { EngineContext } from '../context.ts';
import { getRun } from '../db/runs.ts';
import { runSummary } from './summaries.ts';

// Two messages at most a round: together at most ten a second.
const ROUND_MS = 200;
/** What is held for a window that reads slowly, or of a training of very short steps. */
const MOST_POINTS = 2000;

const bounded = (points: MetricPoint[]): MetricPoint[] =>
  points.length > MOST_POINTS ? thinPoints(points, MOST_POINTS / 2) : points;

/** First how the run stands, then every change, gathered so that a fast training can't flood a window. */
export async function* watchRun(
  context: EngineContext,
  run: string,
  signal?: AbortSignal,
): AsyncGenerator<RunEvent, void, void> {
  let isChanged = true;
  let isRemoved = false;
  let points: MetricPoint[] = [];
  let wake = Promise.withResolvers<void>();
  const ring = () => wake.resolve();
  const end = context.runFeed.listen((happening) => {
    if (happening.run !== run) return;
    if (happening.type === 'points') points = bounded([...points, ...happening.points]);
    else if (happening.type === 'removed') isRemoved = true;
    else isChanged = true;
    ring();
  });
  signal?.addEventListener('abort', ring, { once: true });
  try {
    while (!signal?.aborted && !isRemoved) {
      if (points.length > 0) {
        const gathered = points;
        points = [];
        yield { type: 'points', points: gathered };
      }
      if (isChanged && !isRemoved) {
        isChanged = false;
        yield { type: 'run', run: runSummary(context, getRun(context.db.read, run)) };
      }
      await delay(ROUND_MS);
      if (isChanged || isRemoved || points.length > 0 || signal?.aborted) continue;
      wake = Promise.withResolvers<void>();
      await wake.promise;
    }
  } finally {
    end();
    signal?.removeEventListener('abort', ring);
  }
}
