/** Starts a detached engine. Bundled into the shell too (Node 12). */
import { fork } from 'node:child_process';
import { closeSync, existsSync, promises as fs, fstatSync, openSync, statSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { AppError } from '#shared/util/app-error.ts';
import { type StartupReport, startupReport } from './engine-startup.ts';
import { makeFolder, PRIVATE } from './make-folder.ts';

export interface EngineProgram {
  /** Node 24: Electron's own Node is never the one that the engine runs on. */
  node: string;
  entry: string;
}

const START_TIMEOUT_MS = 60_000;
const MAX_OUTPUT_BYTES = 1024 * 1024;
/** Pictures are decoded on libuv's threads, of which there are 4 unless a process is told otherwise when it begins. */
const THREADS = Math.max(4, cpus().length);

/** Resolves once the engine answers, or says that another one has the folder; throws what kept it from starting. */
export async function startEngine(home: string, program: EngineProgram): Promise<void> {
  const output = openOutput(home);
  // Detached: Ctrl-C in a terminal and the end of a window reach those who asked, never the engine.
  const child = fork(program.entry, ['--home', home], {
    execPath: program.node,
    execArgv: [],
    detached: true,
    env: { UV_THREADPOOL_SIZE: String(THREADS), ...process.env },
    stdio: ['ignore', output.handle, output.handle, 'ipc'],
  });
  closeSync(output.handle);
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
    const words = await lastWords(home, output.start);
    throw new AppError('INTERNAL', `The engine could not be started. ${words}`.trim(), {
      log: engineOutputFile(home),
      output: words,
    });
  }
}

/** What an engine prints before it can log, and as it crashes. */
export const engineOutputFile = (home: string): string => join(home, 'logs', 'engine-output.log');

interface OutputFile {
  handle: number;
  /** Where this engine's words begin: those before are kept for a crash report. */
  start: number;
}

function openOutput(home: string): OutputFile {
  try {
    makeFolder(join(home, 'logs'), PRIVATE);
    const file = engineOutputFile(home);
    const isLarge = existsSync(file) && statSync(file).size > MAX_OUTPUT_BYTES;
    const handle = openSync(file, isLarge ? 'w' : 'a');
    return { handle, start: fstatSync(handle).size };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOSPC' || code === 'EDQUOT') {
      throw new AppError('DISK_FULL', `The disk of the data folder ${home} is full. Free some space, then try again.`, {
        path: home,
      });
    }
    throw new AppError(
      'FILE_UNREADABLE',
      `The data folder ${home} can't be written (${(error as Error).message}). Choose another with --home or STRATA_HOME.`,
      { path: home },
    );
  }
}

async function lastWords(home: string, start: number): Promise<string> {
  const text = await fs.readFile(engineOutputFile(home)).catch(() => Buffer.alloc(0));
  return text.slice(start).toString('utf8').trim().split('\n').slice(-15).join('\n');
}
