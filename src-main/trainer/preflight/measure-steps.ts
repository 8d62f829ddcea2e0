import { performance } from 'node:perf_hooks';
import type { RehearsalJob } from '#shared/contract/trainer.ts';
import type { StepMeasurement } from '#shared/training/preflight/measurement.ts';
import { explainFailure } from '../loop/explain-error.ts';
import { openSession, type TrainingSession } from '../loop/session.ts';
import { onOneBatch } from './one-batch.ts';
import { processMemory } from './process-memory.ts';

/** The first steps of a batch size allocate, and record what is recorded. */
const WARM_UP = 2;
const MOST_STEPS = 7;
const MOST_SECONDS = 1.5;
/** A batch that is foretold to need more than this share of what is free isn't tried: the system would kill us. */
const SAFE = 0.8;

/** Tries the job's own batch size, after a smaller one has shown that there is memory for it. */
export async function measureSteps(job: RehearsalJob): Promise<StepMeasurement> {
  const { heldBytes: baseBytes, availableBytes } = processMemory();
  const first = await measureBatch(job, Math.ceil(job.config.batchSize / 8));
  const steps = [first.step];
  const { batch, peakBytes } = first.step;
  const foretold = ((peakBytes - baseBytes) / batch) * job.config.batchSize;
  if (batch < job.config.batchSize && foretold <= availableBytes * SAFE) {
    steps.push((await measureBatch(job, job.config.batchSize)).step);
  }
  return { ...first.facts, baseBytes, availableBytes, steps };
}

/** A session of its own for each size: a step is recorded for the batches that a training has. */
async function measureBatch(job: RehearsalJob, batch: number) {
  const { rows, job: small } = onOneBatch(job, batch, { validates: true });
  const session = await openSession(small).catch((error: unknown) => {
    throw explainFailure(error, job.config);
  });
  try {
    const { steps, reader, parameters } = session;
    const raw = await reader.read(rows);
    const rate = job.config.optimizer.learningRate;
    steps.trainStep(raw, 0, rate);
    const startSeconds = performance.now() / 1000;
    let step = 1;
    const trainSeconds = medianSeconds(() => steps.trainStep(raw, step++, rate));
    const evaluateSeconds = medianSeconds(() => steps.evaluateStep(raw));
    return {
      step: { batch, trainSeconds, evaluateSeconds, peakBytes: processMemory().peakBytes },
      facts: { engine: steps.engine, parameters, startSeconds, checkpointBytes: bytesOf(session) },
    };
  } finally {
    await session.dispose();
  }
}

function medianSeconds(work: () => void): number {
  const began = performance.now();
  for (let i = 0; i < WARM_UP; i++) work();
  const times: number[] = [];
  while (times.length < 1 || (times.length < MOST_STEPS && performance.now() - began < MOST_SECONDS * 1000)) {
    const before = performance.now();
    work();
    times.push((performance.now() - before) / 1000);
  }
  times.sort((a, b) => a - b);
  return times[times.length >> 1] as number;
}

/** Weights and slots as the safetensors file holds them, without its short head. */
function bytesOf(session: TrainingSession): number {
  const { weights, optimizer } = session.snapshot();
  return [...weights.values(), ...optimizer.values()].reduce((sum, { values }) => sum + values.byteLength, 0);
}
