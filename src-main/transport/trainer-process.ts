import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { TrainerContract } from '#shared/contract/trainer.ts';
import { AppError } from '#shared/util/app-error.ts';
import { type Child, forkChild, type UnexpectedReport } from './child.ts';
import { type Client, connect } from './rpc.ts';
import { installation, repairAdvice } from './this-installation.ts';

/** Written by set-up (tools/setup). */
const runtimeSchema = z.object({
  variant: z.enum(['cpu', 'cuda']),
  libraryPath: z.array(z.string()).default([]),
  cudaDataFolder: z.string().nullable().default(null),
});
export type TensorFlowRuntime = z.infer<typeof runtimeSchema>;

/** Null where set-up has not built TensorFlow. */
export async function tensorFlowRuntime(): Promise<TensorFlowRuntime | null> {
  const text = await readFile(installation.runtime, 'utf8').catch(() => null);
  if (text === null) return null;
  const runtime = runtimeSchema.safeParse(JSON.parse(text));
  return runtime.success ? runtime.data : null;
}

/** What a process can be told only before TensorFlow is loaded. */
export interface ComputeOptions {
  readonly threads?: number | undefined;
  /** As a run's configuration has it. */
  readonly device?: string | undefined;
}

export interface Trainer extends Child {
  readonly client: Client<TrainerContract>;
}

/** A process for one job that computes. Ends with `stop()`, and by itself when this process ends. */
export async function startTrainer(
  onUnexpected: (report: UnexpectedReport) => void = () => {},
  options: ComputeOptions = {},
): Promise<Trainer> {
  const runtime = await tensorFlowRuntime();
  if (!runtime) {
    throw new AppError('SETUP_INCOMPLETE', `TensorFlow is not set up. ${repairAdvice}`, {
      expected: installation.runtime,
    });
  }
  const env = trainerEnvironment(runtime, process.env, options);
  const child = await forkChild(installation.trainer, { env, onUnexpected });
  const client = connect<TrainerContract>(child.port, () => {
    const reason = child.lastLines();
    return new AppError('TRAINER_FAILED', `The training process ended unexpectedly. ${reason}`.trim(), {
      output: reason,
      code: child.process.exitCode,
      signal: child.process.signalCode,
    });
  });
  return { ...child, client };
}

/** The loader looks for CUDA's libraries in these folders; it reads the variable only when a process begins. */
export function trainerEnvironment(
  runtime: TensorFlowRuntime,
  env: NodeJS.ProcessEnv,
  { threads, device = 'auto' }: ComputeOptions = {},
): NodeJS.ProcessEnv {
  const folders = [...runtime.libraryPath, env.LD_LIBRARY_PATH].filter((folder) => folder);
  return {
    TF_CPP_MIN_LOG_LEVEL: '2',
    // Else TensorFlow takes all of a card's memory at once, the screen's share too, and a second process has none.
    TF_FORCE_GPU_ALLOW_GROWTH: 'true',
    // An installed card must not be touched by the CPU build, and an empty list hides it from the CUDA libraries.
    ...(runtime.variant === 'cpu' || device === 'cpu' ? { CUDA_VISIBLE_DEVICES: '' } : {}),
    // Counted as the driver's tool does; CUDA's own order has the fastest first.
    ...(runtime.variant === 'cuda' && device.startsWith('gpu:')
      ? { CUDA_DEVICE_ORDER: 'PCI_BUS_ID', CUDA_VISIBLE_DEVICES: device.slice('gpu:'.length) }
      : {}),
    ...(threads ? { TF_NUM_INTRAOP_THREADS: String(threads), TF_NUM_INTEROP_THREADS: String(threads) } : {}),
    ...(runtime.cudaDataFolder ? { XLA_FLAGS: `--xla_gpu_cuda_data_dir=${runtime.cudaDataFolder}` } : {}),
    ...(folders.length > 0 ? { LD_LIBRARY_PATH: folders.join(':') } : {}),
  };
}
