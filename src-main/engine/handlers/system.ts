import { statfs } from 'node:fs/promises';
import { availableParallelism, freemem, totalmem } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { implement } from '@orpc/server';
import { type MachineStatus, systemContract } from '#shared/contract/requests/system.ts';
import type { SelfTestReport, SelfTestRequest } from '#shared/training/self-test.ts';
import { tensorFlowRuntime } from '../../transport/trainer-process.ts';
import { browse } from '../browse.ts';
import type { EngineContext } from '../context.ts';
import { inspectMachine } from '../doctor/inspect-machine.ts';

const STATUS_EVERY_MS = 2000;

export function systemRouter(context: EngineContext) {
  const os = implement(systemContract);
  return {
    doctor: os.doctor.handler(() => inspectMachine({ dataFolder: context.home.folder })),
    selfTest: os.selfTest.handler(({ input, signal }) => selfTest(context, input, signal)),
    status: os.status.handler(({ signal }) => watchMachine(context.home.folder, signal)),
    changes: os.changes.handler(({ signal }) => context.changes.stream(signal)),
    browse: os.browse.handler(({ input }) => browse(input.path)),
  };
}

async function selfTest(
  context: EngineContext,
  request: SelfTestRequest,
  signal?: AbortSignal,
): Promise<SelfTestReport> {
  const trainer = await context.startTrainer();
  try {
    return await trainer.client.selfTest(request, signal ? { signal } : {});
  } finally {
    await trainer.stop(0);
  }
}

async function* watchMachine(folder: string, signal?: AbortSignal): AsyncGenerator<MachineStatus, void, void> {
  const runtime = await tensorFlowRuntime();
  while (!signal?.aborted) {
    const disk = await statfs(folder).catch(() => null);
    yield {
      device: runtime?.variant ?? 'cpu',
      threads: availableParallelism(),
      memoryUsedBytes: totalmem() - freemem(),
      memoryBytes: totalmem(),
      diskFreeBytes: disk ? disk.bavail * disk.bsize : null,
    };
    await delay(STATUS_EVERY_MS, undefined, { signal }).catch(() => {});
  }
}
