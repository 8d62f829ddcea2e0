import { freeBytesAt } from '#main/transport/storage-error.ts';
import type { PreflightReport } from '#shared/contract/requests/preflight.ts';
import type { RunConfig } from '#shared/training/run.ts';
import type { EngineContext } from '../context.ts';
import { requireDevice } from '../doctor/require-device.ts';
import { packSampleForGraph } from '../evaluate/pack-for-graph.ts';
import { planTraining, TRAIN } from '../runs/plan-training.ts';

/** Enough to tell how long a picture takes to decode; a larger batch comes round to the same ones. */
const SAMPLE = 64;

export interface PreflightRequest {
  readonly project: string;
  readonly config: RunConfig;
}

export async function measureTraining(
  context: EngineContext,
  { project, config }: PreflightRequest,
  signal?: AbortSignal,
): Promise<PreflightReport> {
  await requireDevice(config.device);
  const { graph, version, samples } = planTraining(context.db.read, { project, dataset: null }, TRAIN);
  const began = performance.now();
  const data = await packSampleForGraph(context, version.id, graph, SAMPLE, signal);
  const total = samples.train + samples.validation + samples.test;
  const isWhole = data.count === total;
  const decodeSeconds = isWhole ? 0 : ((performance.now() - began) / 1000 / data.count) * total;
  signal?.throwIfAborted();
  const trainer = await context.startTrainer({ device: config.device, threads: config.threads ?? undefined });
  try {
    // XLA compiles for as long as it takes: that isn't tried beforehand, and the window says so.
    const measured = await trainer.client.measureSteps(
      { graph, config: { ...config, xla: false }, data },
      signal ? { signal } : {},
    );
    const { train, validation } = samples;
    return {
      measured,
      samples: { train, validation },
      decodeSeconds,
      freeDiskBytes: freeBytesAt(context.home.runs),
      isAlone: !context.isBusy(),
    };
  } finally {
    // A step of a large network takes long: who no longer wants to know doesn't wait for it.
    await trainer.stop(signal?.aborted ? 0 : undefined);
  }
}
