/**
 * The one way to start a process of ours and to talk with it: `fork` with Node 24, then frames over a local socket.
 * Bytes over fork's own channel would be copied through JSON by Electron's old Node; it carries the address, and reports
 * for the log.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { z } from 'zod';
import { AppError } from '#shared/util/app-error.ts';
import { dial } from './dial.ts';
import { LastLines } from './last-lines.ts';
import type { Port } from './port.ts';
import { listen } from './socket-server.ts';
import { newToken } from './token.ts';

/** Loading TensorFlow on a busy disk takes seconds. */
const CONNECT_TIMEOUT_MS = 60_000;

/** An error in a child that no code of ours foresaw: its answer carries the id, this the rest. */
const unexpectedReport = z.object({
  unexpected: z.object({ id: z.string(), path: z.string(), message: z.string(), stack: z.string() }),
});
export type UnexpectedReport = z.infer<typeof unexpectedReport>['unexpected'];

export interface ChildOptions {
  env?: NodeJS.ProcessEnv;
  args?: string[];
  /** For Node itself. */
  nodeOptions?: string[];
  onUnexpected?: (report: UnexpectedReport) => void;
}

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface Child {
  readonly process: ChildProcess;
  readonly port: Port;
  /** Resolves when the process is gone, however. */
  readonly exited: Promise<Exit>;
  /** The last lines that it wrote on stdout and stderr: the reason, when it died. */
  readonly lastLines: () => string;
  /** Closes the channel, whereupon it ends by itself; killed if it has not after the given time. */
  stop(graceMs?: number): Promise<Exit>;
}

/** What the parent sends over fork's channel; the token must not show in an argument or the environment. */
interface Invitation {
  address: string;
  token: string;
}

/** Starts a `.ts` entry that calls `connectParent`, and resolves once it has. */
export async function forkChild(entry: string, options: ChildOptions = {}): Promise<Child> {
  const token = newToken();
  let onConnect: (port: Port) => void = () => {};
  const connected = new Promise<Port>((resolve) => {
    onConnect = resolve;
  });
  const server = await listen(token, (port) => onConnect(port));
  const child = fork(entry, options.args ?? [], {
    env: { ...process.env, ...options.env },
    execArgv: [...process.execArgv, ...(options.nodeOptions ?? [])],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  child.on('message', (message) => {
    const parsed = unexpectedReport.safeParse(message);
    if (parsed.success) options.onUnexpected?.(parsed.data.unexpected);
  });
  const output = new LastLines([child.stdout, child.stderr]);
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', () => resolve({ code: null, signal: null }));
  });
  child.send({ address: server.address, token } satisfies Invitation, () => {});

  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), CONNECT_TIMEOUT_MS);
  });
  const port = await Promise.race([connected, exited.then(() => null), late]);
  clearTimeout(timer);
  // One child, one connection: nothing is left listening, and no file to clean up after a crash.
  await server.release();
  if (port === null) {
    const { signalCode: signal, exitCode: code } = child;
    child.kill('SIGKILL');
    throw new AppError('TRAINER_FAILED', `A process could not be started. ${output.text()}`.trim(), {
      entry,
      output: output.text(),
      signal,
      code,
    });
  }
  return {
    process: child,
    port,
    exited,
    lastLines: () => output.text(),
    async stop(graceMs = 5000) {
      port.close();
      const kill = setTimeout(() => child.kill('SIGKILL'), graceMs);
      const exit = await exited;
      clearTimeout(kill);
      return exit;
    },
  };
}

/** In the child: tells the parent, over fork's own channel, what its log should have. */
export function reportUnexpected(report: UnexpectedReport): void {
  if (process.connected) process.send?.({ unexpected: report }, () => {});
}

/**
 * In the child: the channel to the process that forked it. The child ends when the parent is gone, so that no trainer
 * stays behind; `onLost` may write what should be kept first.
 */
export async function connectParent(onLost: () => void | Promise<void> = () => {}): Promise<Port> {
  const { address, token } = await new Promise<Invitation>((resolve, reject) => {
    if (!process.send) reject(new Error('This process is started by Strata, not by hand.'));
    process.once('message', (message) => resolve(message as Invitation));
    process.once('disconnect', () => reject(new Error('The parent process is gone.')));
  });
  const port = await dial(address, token);
  port.addEventListener('close', async () => {
    await onLost();
    process.exit(0);
  });
  return port;
}
