import { performance } from 'node:perf_hooks';
import type { RehearsalJob } from '#shared/contract/trainer.ts';
import type { StepMeasurement } from '#shared/training/preflight/measurement.ts';
import { explainFailure } from '../loop/explain-error.ts';
import { openSession, type TrainingSession } from '../loop/session.ts';
import { processMemory } from './process-memory.ts';

/** The first steps of a batch size allocate, and record what is recorded. */
const WARM_UP = 2;
const MOST_STEPS = 7;
const MOST_SECONDS = 1.5;
/** A batch that is foretold to need more than this share of what is free isn't tried: the system would kill us. */
const SAFE = 0.8;

/** Tries the job's own batch size, after smaller ones have shown that there is memory for it. */
export async function measureSteps(job: RehearsalJob): Promise<StepMeasurement> {
  const { heldBytes: baseBytes, availableBytes } = processMemory();
  const session = await openSession(job).catch((error: unknown) => {
    throw explainFailure(error, job.config);
  });
  try {
    const steps: StepMeasurement['steps'] = [];
    let startSeconds = 0;
    for (const batch of growingBatches(job.config.batchSize)) {
      const last = steps.at(-1);
      const foretold = last ? ((last.peakBytes - baseBytes) / last.batch) * batch : 0;
      if (last && foretold > availableBytes * SAFE) break;
      steps.push(await measureBatch(session, job, batch));
      startSeconds ||= performance.now() / 1000;
    }
    return {
      engine: session.steps.engine,
      parameters: session.parameters,
      checkpointBytes: bytesOf(session),
      startSeconds,
      baseBytes,
      availableBytes,
      steps,
    };
  } finally {
    await session.dispose();
  }
}

/** An eighth and the whole; more in between would only cost time. */
const growingBatches = (batchSize: number): number[] => [...new Set([Math.ceil(batchSize / 8), batchSize])];

async function measureBatch(session: TrainingSession, { config, data }: RehearsalJob, batch: number) {
  const { steps, reader } = session;
  const { train } = data.splits;
  // A dataset smaller than its batch fills it by coming round again: the time and the memory are those of a full one.
  const rows = Array.from({ length: batch }, (_, i) => train[i % train.length] as number);
  const raw = await reader.read(rows);
  const rate = config.optimizer.learningRate;
  let step = 0;
  const trainSeconds = medianSeconds(() => steps.trainStep(raw, step++, rate));
  const evaluateSeconds = medianSeconds(() => steps.evaluateStep(raw));
  return { batch, trainSeconds, evaluateSeconds, peakBytes: processMemory().peakBytes };
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
