import type { AnyContractRouter } from '@orpc/contract';
import type { Router } from '@orpc/server';
import type { StartupReport } from '#main/transport/engine-startup.ts';
import type { Port } from '#main/transport/port.ts';
import { serve } from '#main/transport/rpc.ts';
import type { Explain, UnexpectedLog } from '#main/transport/rpc-errors.ts';
import { listen } from '#main/transport/socket-server.ts';
import { storageError } from '#main/transport/storage-error.ts';
import { newToken } from '#main/transport/token.ts';
import { AppError } from '#shared/util/app-error.ts';
import { acquireLock } from './acquire-lock.ts';
import { LastToLeave } from './last-to-leave.ts';

/** A data folder opened: what answers, and how to end it. */
export interface OpenedEngine {
  router: Router<AnyContractRouter, Record<never, never>>;
  log: UnexpectedLog;
  /** What the machine refused, in words. */
  explain?: Explain;
  /** This process is about to die of an error that nobody caught. */
  onCrash?(error: unknown): void;
  /** A run goes on: the engine stays though nobody is there. */
  isBusy(): boolean;
  close(): Promise<void>;
}

const GRACE_MS = 3000;
/** A database that does not close in this time has nothing more to lose: it is in WAL mode. */
const CLOSE_TIMEOUT_MS = 15_000;

/** The whole life of an engine process: the lock, the socket, the folder, the last to leave. */
export async function runEngine(home: string, open: (home: string) => Promise<OpenedEngine>, graceMs = GRACE_MS) {
  let opened: OpenedEngine | undefined;
  const waiting: Port[] = [];
  const serveGuest = (engine: OpenedEngine, port: Port) =>
    serve(engine.router, port, engine.log, { explain: engine.explain });

  const leaving = new LastToLeave({ graceMs, isBusy: () => opened?.isBusy() ?? false, onEmpty: () => stop() });
  const token = newToken();
  const server = await listen(token, (port) => {
    leaving.enter();
    port.addEventListener('close', () => leaving.leave());
    if (opened) serveGuest(opened, port);
    else waiting.push(port);
  });
  const own = { pid: process.pid, address: server.address, token, startedAt: Date.now() };
  const lock = await acquireLock(home, own).catch(async (error: unknown) => {
    await server.close();
    report({ state: 'failed', error: startupError(error) });
    process.exitCode = 1;
    return undefined;
  });
  if (lock === undefined) return;
  if (!lock) {
    await server.close();
    report({ state: 'occupied' });
    return;
  }

  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), CLOSE_TIMEOUT_MS).unref();
    await server.close();
    await opened?.close();
    // Last, so that the next engine opens the folder only when this one has left it.
    await lock.release();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);

  try {
    const engine = await open(home);
    opened = engine;
    process.on('uncaughtExceptionMonitor', (error) => engine.onCrash?.(error));
    process.on('unhandledRejection', (reason) => engine.log('unhandled', reason, 'rejection'));
    for (const port of waiting) serveGuest(engine, port);
  } catch (error) {
    await lock.release();
    await server.close();
    report({ state: 'failed', error: startupError(error) });
    process.exitCode = 1;
    return;
  }
  leaving.start();
  report({ state: 'ready' });
}

function startupError(error: unknown) {
  if (error instanceof AppError) return error.toData();
  const { path } = error as NodeJS.ErrnoException;
  const refused = path ? storageError(error, path) : null;
  if (refused) return refused.toData();
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${error instanceof Error ? error.stack : message}\n`);
  return new AppError('INTERNAL', `The engine could not be started: ${message}`).toData();
}

/** Nobody listens where the engine was started by hand, or the starter has gone. */
function report(state: StartupReport): void {
  if (!process.connected) return;
  process.send?.(state, () => {
    if (state.state !== 'ready') process.disconnect();
  });
}
