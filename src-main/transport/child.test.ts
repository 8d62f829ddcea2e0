import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { AppError } from '#shared/util/app-error.ts';
import { forkChild, type UnexpectedReport } from './child.ts';
import { connect } from './rpc.ts';
import type { echoContract } from './testing/echo-contract.ts';
import { trainerEnvironment } from './trainer-process.ts';

const entry = join(import.meta.dirname, 'testing', 'echo-child.ts');
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
};

it('talks with a child process, and ends it by closing the channel', async () => {
  const child = await forkChild(entry, { env: { ECHO_WORD: 'hello' } });
  const client = connect<typeof echoContract>(child.port);
  expect(await client.pid()).toEqual({ pid: child.process.pid, word: 'hello' });
  const bytes = new Uint8Array(1_000_000).fill(1).fill(2, 0, 10);
  const { data } = await client.reverse({ data: new Blob([bytes]) });
  expect(new Uint8Array(await data.arrayBuffer()).subarray(-11)).toEqual(Uint8Array.of(1, ...Array(10).fill(2)));
  expect(await child.stop()).toEqual({ code: 0, signal: null });
});

it('fails what is under way when the child is killed, with its last words', async () => {
  const child = await forkChild(entry);
  const client = connect<typeof echoContract>(child.port, () => new AppError('TRAINER_FAILED', child.lastLines()));
  const ticks = await client.ticks();
  await ticks.next();
  const error = await client.die({ word: 'no memory left' }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'TRAINER_FAILED', message: 'no memory left' });
  await expect(
    (async () => {
      for await (const _ of ticks);
    })(),
  ).rejects.toMatchObject({ code: 'TRAINER_FAILED' });
  expect(await child.exited).toEqual({ code: null, signal: 'SIGKILL' });
});

it('tells its parent of an error that nobody foresaw, under the id that the answer carries', async () => {
  const reports: UnexpectedReport[] = [];
  const child = await forkChild(entry, { onUnexpected: (report) => reports.push(report) });
  const client = connect<typeof echoContract>(child.port);
  const error = await client.fail().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'INTERNAL', message: expect.not.stringContaining('secret') });
  await until(() => reports.length > 0);
  expect(reports).toMatchObject([{ path: 'fail', message: 'a secret of the child' }]);
  expect((error as AppError).details.id).toBe(reports[0]?.id);
  await child.stop();
});

it('says why a child never came', async () => {
  await expect(forkChild(join(import.meta.dirname, 'testing', 'not-there.ts'))).rejects.toMatchObject({
    code: 'TRAINER_FAILED',
    message: expect.stringContaining('not-there.ts'),
  });
});

it('leaves no child behind when the parent is killed', async () => {
  const parent = spawn(process.execPath, [join(import.meta.dirname, 'testing', 'parent.ts')], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(line.toString());
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  await until(() => !isAlive(pid));
});

it('puts the CUDA libraries in front of the loader’s path', () => {
  const runtime = { variant: 'cuda' as const, libraryPath: ['/a', '/b'], cudaDataFolder: '/c d' };
  expect(trainerEnvironment(runtime, { LD_LIBRARY_PATH: '/z' })).toEqual({
    TF_CPP_MIN_LOG_LEVEL: '2',
    TF_FORCE_GPU_ALLOW_GROWTH: 'true',
    LD_LIBRARY_PATH: '/a:/b:/z',
    XLA_FLAGS: '--xla_gpu_cuda_data_dir=/c d',
  });
  // The card that the driver's tool calls so, or none.
  expect(trainerEnvironment(runtime, {}, { device: 'gpu:1' })).toMatchObject({
    CUDA_DEVICE_ORDER: 'PCI_BUS_ID',
    CUDA_VISIBLE_DEVICES: '1',
  });
  expect(trainerEnvironment(runtime, {}, { device: 'cpu', threads: 3 })).toMatchObject({
    CUDA_VISIBLE_DEVICES: '',
    TF_NUM_INTRAOP_THREADS: '3',
    TF_NUM_INTEROP_THREADS: '3',
  });
  expect(trainerEnvironment({ variant: 'cpu', libraryPath: [], cudaDataFolder: null }, {})).toEqual({
    TF_CPP_MIN_LOG_LEVEL: '2',
    TF_FORCE_GPU_ALLOW_GROWTH: 'true',
    CUDA_VISIBLE_DEVICES: '',
  });
});
