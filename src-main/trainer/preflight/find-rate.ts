import { setImmediate } from 'node:timers/promises';
import type { RehearsalJob } from '#shared/contract/trainer.ts';
import { hasDiverged, RATE_STEPS, type RatePoint, rateOfStep } from '#shared/training/preflight/rate-range.ts';
import { readAhead } from '../batches/read-ahead.ts';
import { explainFailure } from '../loop/explain-error.ts';
import { openSession, type TrainingSession } from '../loop/session.ts';

/** Trains with a rate that grows from step to step, through the data as often as it takes. */
export async function* findRate(job: RehearsalJob): AsyncGenerator<RatePoint> {
  let session: TrainingSession | undefined;
  try {
    session = await openSession(job);
    const points: RatePoint[] = [];
    for (let epoch = 0; points.length < RATE_STEPS; epoch++) {
      session.beginEpoch();
      for await (const raw of readAhead(session.reader, session.batches(epoch))) {
        const rate = rateOfStep(points.length);
        const { sums, samples } = session.steps.trainStep(raw, points.length, rate);
        const loss = (sums[0] ?? Number.NaN) / samples;
        const point = { rate, loss: Number.isFinite(loss) ? loss : null };
        points.push(point);
        yield point;
        if (points.length === RATE_STEPS || hasDiverged(points)) return;
        await setImmediate();
      }
    }
  } catch (error) {
    throw explainFailure(error, job.config);
  } finally {
    await session?.dispose();
  }
}
