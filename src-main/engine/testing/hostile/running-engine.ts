import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attachEngine } from '#main/transport/attach-engine.ts';
import { isProcessAlive, readLock } from '#main/transport/engine-lock.ts';
import { engineProgram } from '#main/transport/engine-program.ts';
import { type Client, connect } from '#main/transport/rpc.ts';
import type { SocketPort } from '#main/transport/socket-port.ts';
import type { Contract } from '#shared/contract/contract.ts';
import { isAtRest, runConfig } from '#shared/training/run.ts';
import { writePictures } from '../picture-folder.ts';

/** An engine in a process of its own, with a dataset, a project and a run: something for every request to find. */
export interface RunningEngine {
  readonly folder: string;
  readonly home: string;
  readonly pid: number;
  readonly client: Client<Contract>;
  /** What is there, by the field that asks for it: `run`, or `graphs.check path`. */
  readonly known: Readonly<Record<string, unknown>>;
  attach(): Promise<SocketPort>;
  /** Bytes of memory: now, and the most so far. Null where the system doesn't tell. */
  memory(): { readonly now: number; readonly most: number } | null;
  /** What the log says of errors that nobody foresaw. */
  unexpected(): string[];
  close(): Promise<void>;
}

/** `trained`: the run has a model to predict with, which takes TensorFlow; otherwise it failed while it was prepared. */
export async function runEngineWithData({ trained = false } = {}): Promise<RunningEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'strata-hostile-'));
  const home = join(folder, 'home');
  const attach = () => attachEngine(home, engineProgram);
  const client = connect<Contract>(await attach());
  const pictures = join(folder, 'pictures');
  await writePictures(pictures, 6);
  for await (const _ of await client.datasets.import({ source: { kind: 'folder', path: pictures }, name: 'pets' }));
  const { id: dataset, version } = await client.datasets.get({ dataset: 'pets' });
  const { id: project } = await client.projects.create({ name: 'One', template: 'cnn', dataset });
  if (!trained) await rm(pictures, { recursive: true });
  const { id: run } = await client.runs.start({ project, config: runConfig.parse({ epochs: 1 }) });
  while (!isAtRest((await client.runs.get({ run })).state)) await new Promise((resolve) => setTimeout(resolve, 20));
  // Without its pictures a run fails while it is prepared: no training comes between the attacks.
  await rm(pictures, { recursive: true, force: true });
  const more = join(folder, 'more');
  await writePictures(more, 2);
  const file = join(folder, 'one.strata');
  await client.projects.exportFile({ project, path: file });
  const modelFile = join(folder, 'model.keras');
  await writeFile(modelFile, 'no archive');
  const { upload } = await client.datasets.uploadBegin();
  const lock = await readLock(home);
  if (!lock || lock === 'unreadable') throw new Error('the engine has no lock');
  return {
    folder,
    home,
    pid: lock.pid,
    client,
    known: {
      device: 'auto',
      ...{ dataset, version, project, run, upload, a: run, b: run, template: 'cnn' },
      ...{
        'datasets.import path': more,
        'datasets.compareFolder path': more,
        'datasets.relocate path': more,
        'system.browse path': folder,
        'datasets.uploadFile path': 'a/1.png',
      },
      'projects.openModel path': modelFile,
      ...{ 'projects.importFile path': file, 'projects.exportFile path': join(folder, 'two.strata') },
      ...{ 'graphs.check path': file, 'results.export out': join(folder, 'exported') },
      ...{
        'results.predictFiles paths': [join(more, 'red', '000.png')],
        'results.predictTensors inputs': [join(folder, 'x.npy')],
      },
      'datasets.import split': { train: 70, validation: 15, test: 15 },
      'results.predictTensors out': join(folder, 'y.npy'),
    },
    attach,
    memory: () => memoryOf(lock.pid),
    unexpected: () =>
      readFileSync(join(home, 'logs', 'engine.log'), 'utf8')
        .split('\n')
        .filter((line) => line.includes('"msg":"unexpected error"')),
    close: async () => {
      process.kill(lock.pid, 'SIGTERM');
      while (isProcessAlive(lock.pid)) await new Promise((resolve) => setTimeout(resolve, 20));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function memoryOf(pid: number): { now: number; most: number } | null {
  if (process.platform !== 'linux') return null;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const field = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) * 1024;
  return { now: field('VmRSS'), most: field('VmHWM') };
}
