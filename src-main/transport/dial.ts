import { connect, type Socket } from 'node:net';
import { HANDSHAKE_TIMEOUT_MS, WELCOME } from './handshake.ts';
import { SocketPort } from './socket-port.ts';

/** `nobody`: nothing listens there. `silent`: something does, but did not welcome us in time. */
export class DialError extends Error {
  readonly reason: 'nobody' | 'refused' | 'silent' | 'other-version';

  constructor(reason: DialError['reason']) {
    super(`no connection: ${reason}`);
    this.name = 'DialError';
    this.reason = reason;
  }
}

/** Connects to a `listen` of another process. Bundled into the shell too (Node 12). */
export async function dial(address: string, token: string): Promise<SocketPort> {
  const port = new SocketPort(await connected(address));
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    port.destroy();
  }, HANDSHAKE_TIMEOUT_MS);
  port.postMessage(token);
  const answer = await port.takeMessage();
  clearTimeout(timer);
  if (answer === WELCOME) return port;
  port.destroy();
  if (answer !== null) throw new DialError('other-version');
  throw new DialError(isLate ? 'silent' : 'refused');
}

const BUSY_MS = 20;

/** Where more peers wait than the system keeps, somebody listens all the same: who is there is not to be taken for dead. */
async function connected(address: string): Promise<Socket> {
  for (let waited = 0; waited < HANDSHAKE_TIMEOUT_MS; waited += BUSY_MS) {
    const socket = connect(address);
    const failure = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
      socket.once('connect', () => resolve(null));
      socket.once('error', resolve);
    });
    if (!failure) return socket;
    if (failure.code !== 'EAGAIN') throw new DialError('nobody');
    await new Promise((resolve) => setTimeout(resolve, BUSY_MS));
  }
  throw new DialError('silent');
}
