/** Starts a detached engine. Bundled into the shell too (Node 12). */
import { fork } from 'node:child_process';
import { closeSync, promises as fs, mkdirSync, openSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { AppError } from '#shared/util/app-error.ts';
import { type StartupReport, startupReport } from './engine-startup.ts';

export interface EngineProgram {
  /** Node 24: Electron's own Node is never the one that the engine runs on. */
  node: string;
  entry: string;
}

const START_TIMEOUT_MS = 60_000;
/** Pictures are decoded on libuv's threads, of which there are 4 unless a process is told otherwise when it begins. */
const THREADS = Math.max(4, cpus().length);

/** Resolves once the engine answers, or says that another one has the folder; throws what kept it from starting. */
export async function startEngine(home: string, program: EngineProgram): Promise<void> {
  const output = join(home, 'logs', 'engine-output.log');
  const file = openOutput(home, output);
  // Detached: Ctrl-C in a terminal and the end of a window reach those who asked, never the engine.
  const child = fork(program.entry, ['--home', home], {
    execPath: program.node,
    execArgv: [],
    detached: true,
    env: { UV_THREADPOOL_SIZE: String(THREADS), ...process.env },
    stdio: ['ignore', file, file, 'ipc'],
  });
  closeSync(file);
  const report = await new Promise<StartupReport | null>((resolve) => {
    const timer = setTimeout(() => resolve(null), START_TIMEOUT_MS);
    const done = (value: StartupReport | null) => {
      clearTimeout(timer);
      resolve(value);
    };
    child.once('message', (message) => {
      const parsed = startupReport.safeParse(message);
      done(parsed.success ? parsed.data : null);
    });
    child.once('exit', () => done(null));
    child.once('error', () => done(null));
  });
  if (child.connected) child.disconnect();
  child.unref();
  if (report?.state === 'failed') {
    throw new AppError(report.error.code, report.error.message, report.error.details);
  }
  if (report === null) {
    const words = await lastWords(output);
    throw new AppError('INTERNAL', `The engine could not be started. ${words}`.trim(), { log: output, output: words });
  }
}

function openOutput(home: string, output: string): number {
  try {
    mkdirSync(join(home, 'logs'), { recursive: true });
    return openSync(output, 'w');
  } catch (error) {
    throw new AppError(
      'FILE_UNREADABLE',
      `The data folder ${home} can't be written (${(error as Error).message}). Choose another with --home or STRATA_HOME.`,
      { path: home },
    );
  }
}

async function lastWords(output: string): Promise<string> {
  const text = await fs.readFile(output, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-15).join('\n');
}
