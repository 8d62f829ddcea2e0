import { performance } from 'node:perf_hooks';
import type { RehearsalJob } from '#shared/contract/trainer.ts';
import { openSession } from '../loop/session.ts';
import { onOneBatch } from './one-batch.ts';

/** The first steps allocate. */
const WARM_UP = 3;
const SECONDS = 0.3;

/** What a training step takes at least, in seconds: whatever else the machine does only adds to it. */
export async function timeSteps(job: RehearsalJob): Promise<number> {
  const { rows, job: small } = onOneBatch(job, job.config.batchSize, { validates: false });
  const session = await openSession(small);
  try {
    const raw = await session.reader.read(rows);
    const rate = job.config.optimizer.learningRate;
    let step = 0;
    const time = () => {
      const began = performance.now();
      session.steps.trainStep(raw, step++, rate);
      return (performance.now() - began) / 1000;
    };
    const began = performance.now();
    for (let i = 0; i < WARM_UP; i++) time();
    let least = time();
    while (performance.now() - began < SECONDS * 1000) least = Math.min(least, time());
    return least;
  } finally {
    await session.dispose();
  }
}
