/** How every client reaches the engine of a data folder. Bundled into the shell too (Node 12). */
import { performance } from 'node:perf_hooks';
import { AppError } from '#shared/util/app-error.ts';
import { DialError, dial } from './dial.ts';
import { isProcessAlive, readLock } from './engine-lock.ts';
import type { SocketPort } from './socket-port.ts';
import { type EngineProgram, startEngine } from './start-engine.ts';

const ATTACH_TIMEOUT_MS = 60_000;
const RETRY_MS = 100;

/** A channel to the engine that owns the folder; one is started where none runs. */
export async function attachEngine(home: string, program: EngineProgram): Promise<SocketPort> {
  const deadline = performance.now() + ATTACH_TIMEOUT_MS;
  while (performance.now() < deadline) {
    const port = await dialRunning(home);
    if (port === 'busy') {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      continue;
    }
    if (port) return port;
    await startEngine(home, program);
  }
  throw new AppError(
    'IN_USE',
    `The engine of ${home} does not answer. End the process that engine.lock in this folder names, then try again.`,
    { home },
  );
}

async function dialRunning(home: string): Promise<SocketPort | 'busy' | null> {
  const lock = await readLock(home);
  if (lock === null || lock === 'unreadable') return null;
  try {
    return await dial(lock.address, lock.token);
  } catch (error) {
    if (!(error instanceof DialError)) throw error;
    if (error.reason === 'other-version') {
      throw new AppError('CONFLICT', `Another version of Strata works in ${home}. Close it, then try again.`, { home });
    }
    return error.reason === 'silent' && isProcessAlive(lock.pid) ? 'busy' : null;
  }
}
